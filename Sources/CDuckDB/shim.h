// The few declarations of DuckDB's stable C API (https://duckdb.org/docs/stable/clients/c/api) that the loader looks up
// at run time. Nothing is linked: DuckDB need not be there when the service is built.
#ifndef CDUCKDB_SHIM_H
#define CDUCKDB_SHIM_H

#include <stdint.h>

typedef struct cduckdb_database *cduckdb_database;
typedef struct cduckdb_connection *cduckdb_connection;

/// Laid out as DuckDB's `duckdb_result`: the first four members are deprecated there and unused here.
typedef struct {
    uint64_t deprecated_column_count;
    uint64_t deprecated_row_count;
    uint64_t deprecated_rows_changed;
    void *deprecated_columns;
    char *deprecated_error_message;
    void *internal_data;
} cduckdb_result;

/// Of `duckdb_state`: 0 is success, 1 an error.
typedef uint32_t cduckdb_state;

typedef const char *(*cduckdb_library_version_function)(void);
typedef cduckdb_state (*cduckdb_open_function)(const char *path, cduckdb_database *database);
typedef void (*cduckdb_close_function)(cduckdb_database *database);
typedef cduckdb_state (*cduckdb_connect_function)(cduckdb_database database, cduckdb_connection *connection);
typedef void (*cduckdb_disconnect_function)(cduckdb_connection *connection);
typedef cduckdb_state (*cduckdb_query_function)(cduckdb_connection connection, const char *query, cduckdb_result *result);
typedef const char *(*cduckdb_result_error_function)(cduckdb_result *result);
typedef int64_t (*cduckdb_value_int64_function)(cduckdb_result *result, uint64_t column, uint64_t row);
typedef void (*cduckdb_destroy_result_function)(cduckdb_result *result);

#endif
