let dashboards = Dashboards()

/// The dashboards, each a struct whose properties are its rows and panels from top to bottom.
struct Dashboards {
    let overview = Overview()
    let objectives = ObjectivesBoard()
    let symbol = SymbolDetail()
}
