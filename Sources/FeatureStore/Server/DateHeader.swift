import Foundation

/// The value of `Date`, made anew once a second. RFC 9110, 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`.
struct DateHeader {
    private var second: time_t?
    private var text = ""

    /// The value for a time, in seconds since 1970.
    mutating func value(at time: time_t = time(nil)) -> String {
        guard time != second else { return text }
        second = time
        var (time, parts) = (time, tm())
        gmtime_r(&time, &parts)
        // Its names are English, as the process never leaves the locale «C».
        var bytes = [CChar](repeating: 0, count: 32)
        let length = strftime(&bytes, bytes.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
        text = String(decoding: bytes[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
        return text
    }
}
