import Plumbline

let variables = Variables()

/// What can be picked at the top of a dashboard; each appears where a query selects by it.
struct Variables {
    let symbol = Variable("symbol", label: "Symbol", valuesOf: \.symbol, in: metrics.manifestInsertLatency)
}
