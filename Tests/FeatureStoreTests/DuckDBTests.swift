import Foundation
import Testing

@testable import FeatureStore

@Suite struct DuckDBTests {
    @Test(.needsDuckDB) func theDatabaseInMemoryAnswers() throws {
        let database = try DuckDBDatabase(duckDB.get())
        let answer = try database.connect().query("SELECT 1::BIGINT") { row throws(DuckDBError) in try row.value(0) }
        #expect(answer == [1])
        #expect(database.library.version.hasPrefix("v"))
    }

    @Test(.needsDuckDB) func theFirstLibraryThatLoadsIsTaken() throws {
        let paths = DuckDBLibrary.searchPaths(ProcessInfo.processInfo.environment["DUCKDB_LIBRARY"])
        _ = try DuckDBLibrary(searching: ["/nonexistent/libduckdb.so"] + paths)
    }

    @Test func aMissingLibrarySaysHowToGetOne() {
        let error = #expect(throws: DuckDBError.self) {
            try DuckDBLibrary(searching: ["/nonexistent/libduckdb.so"])
        }
        #expect(error?.description.contains("DUCKDB_LIBRARY") == true)
        #expect(error?.description.contains("make setup") == true)
    }

    #if os(Linux)
        @Test func anotherLibraryIsRefused() {
            let error = #expect(throws: DuckDBError.self) { try DuckDBLibrary(path: "libm.so.6") }
            #expect(error?.description.contains("duckdb_library_version") == true)
        }
    #endif

    @Test func aWheelsLibraryNamesItsInterpreter() {
        #expect(
            SharedLibrary.interpreter(of: "/a/_duckdb.cpython-311-x86_64-linux-gnu.so") == "libpython3.11.so.1.0")
        #expect(SharedLibrary.interpreter(of: "/opt/cpython-311/libduckdb.so") == nil)
    }

    @Test func aGivenPathIsTheOnlyOne() {
        #expect(DuckDBLibrary.searchPaths("/opt/libduckdb.so") == ["/opt/libduckdb.so"])
        #expect(DuckDBLibrary.searchPaths(nil).first?.hasPrefix("libduckdb.") == true)
    }
}
