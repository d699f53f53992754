import Plumbline
import PlumblinePlan

/// How far apart the samples and the evaluations of a proof are.
struct Pace {
    /// From one sample to the next.
    let tick: Milliseconds
    /// From one evaluation to the next, as the group declares it.
    let declaredInterval: Milliseconds

    /// From one evaluation to the next in the proof: each is a little later after the newest sample than the one before.
    /// So no sample lies on an edge of a window, nor is as old as the look-back: Prometheus 2 counts such a sample in,
    /// and 3 does not. An eighth of a second is no rounded number; windows are still filled exactly.
    var evaluationInterval: Milliseconds { declaredInterval + Self.drift }

    private static let drift: Milliseconds = 125

    /// The pace for a rule that waits for these times and looks back over `ranges`. Where scrapes or evaluations are
    /// declared to be rarer, they are so in the proof, too.
    init(
        waits: [Milliseconds], ranges: [Milliseconds], reach: Milliseconds, scraped: Milliseconds,
        evaluated: Milliseconds
    ) {
        let shortest = ranges.min() ?? .max
        let fitting = Self.candidates.first { candidate in
            waits.allSatisfy { $0 % candidate == 0 } && shortest >= 2 * candidate
                && (candidate <= Self.usual || reach >= Self.long)
        }
        tick = max(fitting ?? 1000, scraped)
        declaredInterval = max(fitting ?? 1000, evaluated)
    }

    /// From one evaluation to the next, where nothing asks for another interval.
    static let usual: Milliseconds = 60_000
    /// A rule that looks back further than this is replayed at a longer interval.
    private static let long: Milliseconds = 3 * 3_600_000
    private static let candidates: [Milliseconds] = [300_000, usual, 30_000, 15_000, 10_000, 5000]

    /// How many samples come in a number of evaluations.
    func ticks(_ evaluations: Int) -> Int { evaluations * evaluationInterval / tick }

    /// How many evaluations a time takes, rounded up.
    func evaluations(_ time: Milliseconds) -> Int { (time + evaluationInterval - 1) / evaluationInterval }

    /// When the result of an evaluation can be read: at the next full minute, or at the next interval where that is shorter.
    func seen(_ evaluation: Int) -> Milliseconds {
        let unit = min(declaredInterval, Self.usual)
        return (evaluation * evaluationInterval + unit - 1) / unit * unit
    }

    /// Whether all evaluations up to one find the same number of samples in ranges of these lengths.
    func isEven(_ lengths: [Milliseconds], upTo evaluation: Int) -> Bool {
        evaluation * Self.drift < tick && declaredInterval % tick == 0 && lengths.allSatisfy { $0 % tick == 0 }
    }
}

extension Expression {
    /// The lengths of all windows and offsets in it and in the recording rules that it reads.
    func lengths(
        _ window: Quantity<Time>, _ recordings: [String: [Recording]]
    ) -> (
        ranges: [Milliseconds], others: [Milliseconds]
    ) {
        var found: (ranges: [Milliseconds], others: [Milliseconds]) = ([], [])
        visit { part in
            switch part {
            case .range(_, let range): found.ranges.append((range.fixed ?? window).milliseconds)
            case .subquery(_, let range, let step):
                found.others += [range.milliseconds, step?.milliseconds ?? 0]
            case .selector(let selector):
                found.others.append(selector.offset?.milliseconds ?? 0)
                for recording in recordings[selector.name] ?? [] {
                    let inner = recording.expression.lengths(window, recordings)
                    found = (found.ranges + inner.ranges, found.others + inner.others)
                }
            default: break
            }
        }
        return found
    }
}
