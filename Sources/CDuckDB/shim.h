// The few declarations of DuckDB's stable C API (https://duckdb.org/docs/stable/clients/c/api) that the loader looks up
// at run time. Nothing is linked: DuckDB need not be there when the service is built.
#ifndef CDUCKDB_SHIM_H
#define CDUCKDB_SHIM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct cduckdb_database *cduckdb_database;
typedef struct cduckdb_connection *cduckdb_connection;
typedef struct cduckdb_config *cduckdb_config;
typedef struct cduckdb_statement *cduckdb_statement;
typedef struct cduckdb_appender *cduckdb_appender;
typedef struct cduckdb_chunk *cduckdb_chunk;
typedef struct cduckdb_vector *cduckdb_vector;
typedef struct cduckdb_value *cduckdb_value;
typedef struct cduckdb_type *cduckdb_type;

/// Laid out as DuckDB's `duckdb_result`: the first five members are deprecated there and unused here.
typedef struct {
    uint64_t deprecated_column_count;
    uint64_t deprecated_row_count;
    uint64_t deprecated_rows_changed;
    void *deprecated_columns;
    char *deprecated_error_message;
    void *internal_data;
} cduckdb_result;

/// Laid out as DuckDB's `duckdb_string_t`: of up to 12 bytes the text is in the place of the last two members.
typedef struct {
    uint32_t length;
    char prefix[4];
    char *pointer;
} cduckdb_string;

/// Laid out as DuckDB's `duckdb_hugeint`, which an element of a UUID vector is, with its highest bit turned over.
typedef struct {
    uint64_t lower;
    int64_t upper;
} cduckdb_hugeint;

/// Laid out as DuckDB's `duckdb_timestamp`: microseconds since 1970.
typedef struct {
    int64_t microseconds;
} cduckdb_timestamp;

/// Of `duckdb_state`: 0 is success, 1 an error.
typedef uint32_t cduckdb_state;

/// `DUCKDB_TYPE_VARCHAR` of `duckdb_type`.
enum { cduckdb_type_varchar = 17 };

typedef const char *(*cduckdb_library_version_function)(void);
typedef cduckdb_state (*cduckdb_create_config_function)(cduckdb_config *config);
typedef cduckdb_state (*cduckdb_set_config_function)(cduckdb_config config, const char *name, const char *option);
typedef void (*cduckdb_destroy_config_function)(cduckdb_config *config);
typedef cduckdb_state (*cduckdb_open_ext_function)(
    const char *path, cduckdb_database *database, cduckdb_config config, char **error);
typedef void (*cduckdb_close_function)(cduckdb_database *database);
typedef void (*cduckdb_free_function)(void *pointer);
typedef cduckdb_state (*cduckdb_connect_function)(cduckdb_database database, cduckdb_connection *connection);
typedef void (*cduckdb_disconnect_function)(cduckdb_connection *connection);

typedef cduckdb_state (*cduckdb_prepare_function)(
    cduckdb_connection connection, const char *query, cduckdb_statement *statement);
typedef const char *(*cduckdb_prepare_error_function)(cduckdb_statement statement);
typedef void (*cduckdb_destroy_prepare_function)(cduckdb_statement *statement);
typedef cduckdb_state (*cduckdb_bind_int64_function)(cduckdb_statement statement, uint64_t index, int64_t value);
typedef cduckdb_state (*cduckdb_bind_varchar_length_function)(
    cduckdb_statement statement, uint64_t index, const char *text, uint64_t length);
typedef cduckdb_state (*cduckdb_bind_value_function)(cduckdb_statement statement, uint64_t index, cduckdb_value value);
typedef cduckdb_state (*cduckdb_execute_prepared_function)(cduckdb_statement statement, cduckdb_result *result);

typedef cduckdb_value (*cduckdb_create_varchar_length_function)(const char *text, uint64_t length);
typedef cduckdb_value (*cduckdb_create_list_value_function)(cduckdb_type type, cduckdb_value *values, uint64_t count);
typedef void (*cduckdb_destroy_value_function)(cduckdb_value *value);
typedef cduckdb_type (*cduckdb_create_logical_type_function)(uint32_t type);
typedef void (*cduckdb_destroy_logical_type_function)(cduckdb_type *type);

typedef const char *(*cduckdb_result_error_function)(cduckdb_result *result);
typedef void (*cduckdb_destroy_result_function)(cduckdb_result *result);
typedef cduckdb_chunk (*cduckdb_fetch_chunk_function)(cduckdb_result result);
typedef uint64_t (*cduckdb_data_chunk_get_size_function)(cduckdb_chunk chunk);
typedef uint64_t (*cduckdb_data_chunk_get_column_count_function)(cduckdb_chunk chunk);
typedef cduckdb_vector (*cduckdb_data_chunk_get_vector_function)(cduckdb_chunk chunk, uint64_t column);
typedef void (*cduckdb_destroy_data_chunk_function)(cduckdb_chunk *chunk);
typedef void *(*cduckdb_vector_get_data_function)(cduckdb_vector vector);
typedef uint64_t *(*cduckdb_vector_get_validity_function)(cduckdb_vector vector);
typedef bool (*cduckdb_validity_row_is_valid_function)(uint64_t *validity, uint64_t row);
typedef const char *(*cduckdb_string_t_data_function)(cduckdb_string *string);

typedef cduckdb_state (*cduckdb_appender_create_function)(
    cduckdb_connection connection, const char *schema, const char *table, cduckdb_appender *appender);
typedef const char *(*cduckdb_appender_error_function)(cduckdb_appender appender);
typedef cduckdb_state (*cduckdb_appender_end_row_function)(cduckdb_appender appender);
typedef cduckdb_state (*cduckdb_appender_close_function)(cduckdb_appender appender);
typedef cduckdb_state (*cduckdb_appender_destroy_function)(cduckdb_appender *appender);
typedef cduckdb_state (*cduckdb_append_int64_function)(cduckdb_appender appender, int64_t value);
typedef cduckdb_state (*cduckdb_append_varchar_length_function)(
    cduckdb_appender appender, const char *text, uint64_t length);
typedef cduckdb_state (*cduckdb_append_timestamp_function)(cduckdb_appender appender, cduckdb_timestamp value);
typedef cduckdb_state (*cduckdb_append_null_function)(cduckdb_appender appender);

#endif
