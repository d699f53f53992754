extension SeriesTable {
    /// Appends the family: its head, and its series in the order of their keys. Without samples it says nothing.
    func write(_ format: Exposition.Format, to bytes: inout [UInt8]) {
        let open = current(.now)
        let start = bytes.count
        bytes += text.head(in: format)
        let head = bytes.count
        for series in fixed { write(series, format, to: &bytes) }
        for series in open { write(series, format, to: &bytes) }
        if bytes.count == head { bytes.removeLast(head - start) }
    }

    /// Makes room for the most that a series can say, so that it is written without asking for room again.
    private func write(_ series: Series, _ format: Exposition.Format, to bytes: inout [UInt8]) {
        let text = SeriesText(family: text, format: format, labels: series.labels)
        bytes.append(addingCapacity: self.text.mostBytes(labels: text.labels.count)) { span in
            span.withUnsafeMutableBufferPointer { room, count in
                guard let base = room.baseAddress else { return }
                let start = Cursor(base + count)
                var cursor = start
                series.handle.write(text, to: &cursor)
                count += start.distance(to: cursor)
            }
        }
    }
}
