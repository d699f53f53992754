import Plumbline

/// The field by which a route of Alertmanager or Grafana is silent outside of the hours. Routes below do not inherit it.
let activeHours: [(key: String, value: YAML)] = [("active_time_intervals", [.string(hoursName)])]

private let hoursName = "working-hours"

extension WorkingHours {
    /// The time interval, by the name that `activeHours` refers to.
    var interval: [(key: String, value: YAML)] {
        let times = YAML.strings([("start_time", clock(start)), ("end_time", clock(end))])
        return [
            ("name", .string(hoursName)),
            (
                "time_intervals",
                [
                    .mapping([
                        ("weekdays", ["monday:friday"]), ("times", [times]), ("location", .string(zone)),
                    ])
                ]
            ),
        ]
    }

    /// `09:00`
    private func clock(_ hour: Int) -> String { (hour < 10 ? "0" : "") + "\(hour):00" }
}
