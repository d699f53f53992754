import Plumbline
import PlumblinePlan

/// The links in a panel's menu: its own, and the runbooks of its alerts.
func panelLinks(_ planned: PlannedPanel) -> [JSON] {
    let own = planned.panel.links.compactMap(\.panelLink)
    let runbooks = planned.runbooks.map { link($0.title, $0.url) }
    return own + runbooks
}

private func link(_ title: String, _ url: String, newTab: Bool = true) -> JSON {
    ["title": .string(title), "url": .string(url), "targetBlank": .boolean(newTab)]
}

extension Link {
    /// At the top of a board.
    var boardLink: JSON? {
        let address: String
        switch target {
        case .dashboard(let board, _): address = "/d/\(board.uid)"
        case .url(let url): address = url
        case .runbook: return nil
        }
        return [
            "type": "link", "title": .string(title), "url": .string(address), "icon": "external link", "tooltip": "",
            "tags": [], "asDropdown": false, "includeVars": true, "keepTime": true, "targetBlank": false,
        ]
    }

    /// In a panel's menu.
    fileprivate var panelLink: JSON? {
        switch target {
        case .dashboard(let board, _):
            link(title, "/d/\(board.uid)?${datasource:queryparam}&${__url_time_range}")
        case .url(let url): link(title, url)
        case .runbook: nil
        }
    }

    /// On a value: an address, or a drill-down that carries the label of what was clicked.
    func dataLink(_ kind: PanelKind) -> JSON? {
        if case .url(let url) = target { return link(title, url) }
        guard case .dashboard(let board, let setting) = target else { return nil }
        var url = "/d/\(board.uid)?${datasource:queryparam}&${__url_time_range}"
        if let setting, let label = setting.label {
            let value: String
            if case .table(let key, let title) = kind, key == label {
                value = "${__data.fields[\"\(title)\"]}"
            } else {
                value = "${__field.labels.\(label)}"
            }
            url += "&var-\(setting.variable.name)=\(value)"
        }
        return link(title, url, newTab: false)
    }
}
