package import PlumblinePlan

/// One test of a proof file, field for field as promtool has it.
package struct ProofTest: Sendable {
    /// An alert that is expected to fire, with all its labels but its name and all its annotations.
    package struct Firing: Sendable {
        package let labels: LabelValues
        package let annotations: [(key: String, value: String)]
    }

    /// Which alerts of a name fire at a time: these and no others.
    package struct AlertExpectation: Sendable {
        package let alert: String
        package let time: Milliseconds
        package let firing: [Firing]
    }

    package struct Sample: Sendable, Equatable {
        /// `name{a="b"}`
        package let series: String
        package let value: Double
    }

    /// What an expression is at a time: these samples and no others.
    package struct SampleExpectation: Sendable, Equatable {
        package let expression: String
        package let time: Milliseconds
        package let samples: [Sample]
    }

    package let name: String
    /// The time from one input sample to the next.
    package let tick: Milliseconds
    /// The time from one evaluation to the next, where it is another.
    package var evaluationInterval: Milliseconds?
    package var inputs: [InputSeries] = []
    /// Values by series, as an author wrote them.
    package var written: [(key: String, value: String)] = []
    package var alerts: [AlertExpectation] = []
    package var samples: [SampleExpectation] = []
}

/// A file of tests that is evaluated at the same interval.
package struct ProofFile: Sendable {
    /// Below `generated/`, without `.yml`.
    package let name: String
    package let evaluationInterval: Milliseconds
    /// Groups of objectives that read each other's series, each after those that it reads.
    package let order: [String]
    package var tests: [ProofTest]
}
