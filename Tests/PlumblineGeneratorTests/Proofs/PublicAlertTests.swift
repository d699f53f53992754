import Plumbline
import PlumblineGenerator
import Testing

/// Alerts that many teams run, as the mixins of node-exporter, kube-state-metrics and Prometheus have them: a proof of
/// each is derived, holds in every generation of Prometheus, and breaks with a rule that is a little different.
@Suite struct PublicAlertTests {
    typealias Usual = UsualAlertTests.Usual

    struct Disk: LabelSet {
        let device = ExternalLabel("device")
        let mountpoint = ExternalLabel("mountpoint")
    }

    struct Pod: LabelSet {
        let namespace = ExternalLabel("namespace")
        let pod = ExternalLabel("pod")
        let phase = ExternalLabel("phase")
    }

    struct Call: LabelSet {
        let code = ExternalLabel("code")
        let handler = ExternalLabel("handler")
    }

    private static let bytes = Unit<Bytes>.bytes
    private static let free = Gauge(external: "node_filesystem_avail_bytes", "Free.", unit: bytes, labels: Disk.self)
    private static let size = Gauge(external: "node_filesystem_size_bytes", "Size.", unit: bytes, labels: Disk.self)
    private static let isReadOnly = Gauge(external: "node_filesystem_readonly", "Read-only.", labels: Disk.self)
    private static let sync = Gauge(external: "node_timex_sync_status", "Whether in step.")
    private static let off = Gauge(external: "node_timex_maxerror_seconds", "At most.", unit: Unit<Time>.seconds)
    private static let phase = Gauge(external: "kube_pod_status_phase", "Phase.", labels: Pod.self)
    private static let waiting = Gauge(external: "kube_pod_container_status_waiting", "Waiting.", labels: Pod.self)
    private static let requested = Gauge(external: "kube_requested_cores", "Requested.", labels: Pod.self)
    private static let allocatable = Gauge(external: "kube_allocatable_cores", "Allocatable.", labels: Pod.self)
    private static let spare = allocatable.sum() - allocatable.max()
    private static let calls = Counter(external: "http_requests_total", "Calls.", labels: Call.self)
    private static let queue = Gauge(external: "prometheus_notifications_queue_length", "Queue.")
    private static let capacity = Gauge(external: "prometheus_notifications_queue_capacity", "Capacity.")
    private static let reloaded = Gauge(external: "prometheus_config_last_reload_successful", "Whether read.")
    private static let reloads = Counter(external: "prometheus_tsdb_reloads_failures_total", "Failures.")
    private static let appended = Counter(external: "prometheus_tsdb_head_samples_appended_total", "Samples.")
    private static let (errors, sent) = (
        Counter(external: "prometheus_notifications_errors_total", "Errors."),
        Counter(external: "prometheus_notifications_sent_total", "Sent.")
    )

    private static func usual<L: LabelSet, D>(
        _ name: String, _ text: String, _ other: String, when condition: Condition<L, D>
    ) -> Usual {
        var names: Set<String> = []
        condition.query.expression.visit { if case .selector(let selector) = $0 { names.insert(selector.metric.name) } }
        let read = metrics.filter { names.contains($0.metric.name) }
        return UsualAlertTests.usual(name, condition.query, of: read, broken: (text, other)) { _ in condition }
    }

    private static let metrics: [any Metric] = [
        free, size, isReadOnly, sync, off, phase, waiting, requested, allocatable, calls, queue, capacity, reloaded,
        reloads, appended, errors, sent,
    ]

    static let all: [Usual] = [
        usual(
            "NodeFilesystemSpaceFillingUp", "< 0.15", "< 0.151",
            when: (free / size < .percent(15)).and(free.predictLinear(in: .hours(4), over: .hours(6)) < .bytes(0))
                .and(isReadOnly == 0)),
        usual(
            "NodeFilesystemSpaceFillingUp, the forecast", "14400", "15000",
            when: (free / size < .percent(15)).and(free.predictLinear(in: .hours(4), over: .hours(6)) < .bytes(0))
                .and(isReadOnly == 0)),
        usual(
            "NodeFilesystemAlmostOutOfSpace", "== 0", "== 1", when: (free / size < .percent(5)).and(isReadOnly == 0)),
        usual(
            "NodeClockNotSynchronising", ">= 16", "> 16",
            when: (sync.minOverTime(.minutes(5)) == 0).and(off >= .seconds(16))),
        usual(
            "KubePodNotReady", "> 0", ">= 0",
            when: phase.where(\.phase, .matches("Pending|Unknown|Failed"))
                .sum(by: \.namespace, \.pod) > 0),
        usual(
            "KubePodCrashLooping", "[5m]", "[7m]",
            when: waiting.where(\.phase, .is("CrashLoopBackOff")).maxOverTime(.minutes(5)) >= 1),
        usual("KubeCPUOvercommit", "> 0", ">= 0", when: (requested.sum() - spare > 0).and(spare > 0)),
        usual("KubeReplicasMismatch", "<", "<=", when: allocatable < requested),
        usual(
            "HighErrorRatio", "5..", "4..",
            when: calls.where(\.code, .matches("5..")).rate().sum(by: \.handler) / calls.rate().sum(by: \.handler)
                > .percent(5)),
        usual(
            "PrometheusNotificationQueueRunningFull", "1800", "3600",
            when: queue.predictLinear(in: .minutes(30), over: .minutes(5)) > capacity.minOverTime(.minutes(5))),
        usual("PrometheusErrorSendingAlerts", "> 0.01", "> 0.0101", when: errors.rate() / sent.rate() > .percent(1)),
        usual("PrometheusTSDBReloadsFailing", "[3h]", "[4h]", when: reloads.increase(over: .hours(3)) > 0),
        usual("PrometheusBadConfig", "== 0", "== 1", when: reloaded.maxOverTime(.minutes(5)) == 0),
        usual("PrometheusNotIngestingSamples", "<= 0", "< 0", when: appended.rate() <= .perSecond(0)),
    ]

    @Test(arguments: all) func isProven(_ usual: Usual) throws {
        let proving = try usual.proving()
        try proving.expectProven()
        #expect(proving.missing == [])
        let run = try proving.breaking(usual.broken.text, usual.broken.other).run()
        #expect(run.status == 1, "\(run.output.prefix(2000))")
    }
}
