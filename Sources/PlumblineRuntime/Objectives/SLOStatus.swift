/// How an objective stands, as the service itself has seen it since its report began.
public struct SLOStatus: Sendable, Hashable {
    /// What is promised.
    public let objective: Objective
    /// The values of the labels that the objective is held by, by name; empty where it is held as a whole.
    public let labels: [String: String]
    /// At which threshold the objective would just be kept over ``window``, in ``Objective/unit``: of a latency at 95 %
    /// the P95, of a gauge the value that it kept to 95 % of the time, of events the share that was good in percent.
    /// Nil without events.
    public let current: Double?
    /// The share from 0 to 1 that was good over ``window``; nil without events.
    public let goodRatio: Double?
    /// Events, or times at which a value was looked at, in ``window``.
    public let events: Double
    /// Whether the objective was kept over ``window``. Without events it was.
    public let isCompliant: Bool
    /// What is left of the error budget for as much of the period as was ``observed``: 1 when nothing failed, 0 when it
    /// is spent, negative beyond.
    public let budgetRemaining: Double
    /// How much of the last events ``current`` is about; shorter than asked for where the report is younger.
    public let window: Duration
    /// For how much of the objective's period the report has been watching.
    public let observed: Duration

    /// What ``current`` is held against, in ``Objective/unit``.
    public var threshold: Double { objective.threshold }
}
