extension SeriesTable {
    /// Appends the family: its head, and its series in the order of their keys. Without samples it says nothing.
    func write(_ format: Exposition.Format, to bytes: inout [UInt8]) {
        let open = current(.now)
        let start = bytes.count
        bytes += text.head(in: format)
        let head = bytes.count
        write(fixed, format, to: &bytes)
        write(open, format, to: &bytes)
        if bytes.count == head { bytes.removeLast(head - start) }
    }

    /// Makes room for the most that some series can say, so that they are written without asking for room again.
    private func write(_ series: [Series], _ format: Exposition.Format, to bytes: inout [UInt8]) {
        for start in stride(from: 0, to: series.count, by: 32) {
            let some = series[start..<min(start + 32, series.count)]
            let room = some.reduce(0) { $0 + text.mostBytes(labels: $1.labels.count) }
            bytes.append(addingCapacity: room) { span in
                span.withUnsafeMutableBufferPointer { room, count in
                    guard let base = room.baseAddress else { return }
                    let start = Cursor(base + count)
                    var cursor = start
                    for series in some {
                        let text = SeriesText(family: text, format: format, labels: series.labels)
                        series.handle.write(text, to: &cursor)
                    }
                    count += start.distance(to: cursor)
                }
            }
        }
    }
}
