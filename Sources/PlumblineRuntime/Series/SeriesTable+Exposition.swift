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

    /// Makes room for a good many bytes at a time and writes series as long as the most that the next one can say fits.
    private func write(_ series: [Series], _ format: Exposition.Format, to bytes: inout [UInt8]) {
        var index = 0
        while index < series.count {
            let room = max(1 << 16, text.mostBytes(labels: series[index].labels.count))
            bytes.append(addingCapacity: room) { span in
                span.withUnsafeMutableBufferPointer { room, count in
                    guard let start = room.baseAddress else { return }
                    var cursor = Cursor(start)
                    var line = SeriesText(family: text, format: format, labels: text.name)
                    while index < series.count {
                        line.labels = series[index].labels
                        guard text.mostBytes(labels: line.labels.count) <= room.count - count else { break }
                        series[index].handle.write(line, to: &cursor)
                        count = Cursor(start).distance(to: cursor)
                        index += 1
                    }
                }
            }
        }
    }
}
