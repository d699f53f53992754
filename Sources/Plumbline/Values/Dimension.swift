/// What a number measures. Dimensions exist at compile time only: comparing a latency with a size does not compile.
public protocol Dimension: Sendable {
    /// The word for it in messages.
    static var noun: String { get }
}

/// A dimension whose plain numbers need no unit, so `hitRatio < 0.95` and `workers > 50` may be written as they are.
public protocol Dimensionless: Dimension {}

/// Durations; the base unit is the second.
public enum Time: Dimension {
    /// `time`
    public static var noun: String { "time" }
}

/// Sizes; the base unit is the byte.
public enum Bytes: Dimension {
    /// `bytes`
    public static var noun: String { "bytes" }
}

/// Shares between 0 and 1.
public enum Ratio: Dimensionless {
    /// `ratio`
    public static var noun: String { "ratio" }
}

/// Things counted.
public enum Count: Dimensionless {
    /// `count`
    public static var noun: String { "count" }
}

/// How fast `D` grows: what `rate` of a counter measures.
public enum PerSecond<D: Dimension>: Dimension {
    /// `count per second`
    public static var noun: String { D.noun + " per second" }
}
