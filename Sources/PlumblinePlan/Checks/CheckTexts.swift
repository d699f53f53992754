package import Plumbline

/// No text of a spec, wherever it stands, holds what a reader of the generated files refuses.
@Sendable func checkTexts(_ declarations: Declarations) -> [Problem] {
    allTexts(declarations).compactMap { text in
        // Bytes first: hardly any text has one of these.
        let isSuspicious = text.texts.contains { $0.utf8.contains { $0 == 0 || $0 == 0xEF } }
        guard isSuspicious, let fault = text.texts.lazy.compactMap(fault).first else { return nil }
        return Problem("\(text.subject) holds \(fault.what)", at: text.origin, mend: fault.mend)
    }
}

private func fault(of text: String) -> (what: String, mend: String)? {
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\0": return ("a NUL character", "remove it")
        case "\u{FFFD}":
            return (
                "U+FFFD, which stands for what could not be read as UTF-8, and which Prometheus refuses",
                "write the character that was meant"
            )
        default: continue
        }
    }
    return nil
}

/// What an author wrote in one declaration.
struct DeclaredTexts {
    let subject: String
    let origin: Origin
    let texts: [String]
}

/// Every text of a spec that may reach a file.
func allTexts(_ declarations: Declarations) -> [DeclaredTexts] {
    let spec = declarations.spec
    let whole = DeclaredTexts(
        subject: "the spec", origin: spec.origin,
        texts: [
            spec.service, spec.module, spec.scrape.job, spec.scrape.path, spec.grafana, spec.runbooks ?? "",
        ] + spec.scrape.targets)
    let groups = declarations.groups.compactMap(\.declared).map { group in
        DeclaredTexts(subject: "rule group '\(group.name)'", origin: group.origin, texts: [group.name])
    }
    let recordings = declarations.recordings.map { rule in
        DeclaredTexts(
            subject: "recording rule '\(rule.name)'", origin: rule.origin,
            texts: [rule.name] + rule.labels.flatMap { [$0.key, $0.value] } + rule.expression.texts)
    }
    return [whole] + groups + recordings + declarations.alerts.map(\.texts)
        + declarations.metrics.map(\.value.texts) + declarations.objectives.map(\.value.texts)
        + declarations.variables.map(\.value.texts) + declarations.boards.flatMap(boardTexts)
        + declarations.routings.map(\.texts) + deploymentTexts(declarations)
}

private func boardTexts(_ board: Declarations.Board) -> [DeclaredTexts] {
    let dashboard = board.dashboard
    let own = DeclaredTexts(
        subject: "dashboard '\(dashboard.uid)'", origin: dashboard.origin,
        texts: [dashboard.uid, dashboard.title, dashboard.summary, dashboard.fileName] + dashboard.tags
            + dashboard.links.flatMap(\.texts))
    let rows = board.items.compactMap { item -> DeclaredTexts? in
        guard case .row(let row) = item.value else { return nil }
        return DeclaredTexts(subject: "row '\(row.title)'", origin: row.origin, texts: [row.title])
    }
    let annotations = board.annotations.map {
        DeclaredTexts(subject: "annotation '\($0.title)'", origin: $0.origin, texts: [$0.title])
    }
    return [own] + rows + annotations + board.panels.map(\.value.texts)
}

private func deploymentTexts(_ declarations: Declarations) -> [DeclaredTexts] {
    declarations.clusters.map { cluster in
        DeclaredTexts(
            subject: "Kubernetes", origin: cluster.origin,
            texts: [cluster.namespace ?? "", cluster.port] + cluster.selectedBy.flatMap { [$0.key, $0.value] })
    }
        + declarations.provisionings.map { grafana in
            DeclaredTexts(
                subject: "GrafanaProvisioning", origin: grafana.origin,
                texts: [grafana.prometheus, grafana.folder, grafana.dashboardPath])
        }
}

extension Alert {
    fileprivate var texts: DeclaredTexts {
        var texts = [name, runbook ?? "", meaning, impact] + firstSteps + summary.texts + details.texts
        texts += extraLabels.flatMap { [$0.key, $0.value] } + expression.texts + missingData.texts
        if let proof {
            texts += [proof.name] + (proof.series.map { $0 } + proof.labels.map { $0 }).flatMap { [$0.key, $0.value] }
        }
        return DeclaredTexts(subject: "alert '\(name)'", origin: origin, texts: texts)
    }
}

extension MetricDeclaration {
    fileprivate var texts: DeclaredTexts {
        let values = labels.flatMap { named -> [String] in
            guard case .closed(_, let cases) = named.label.values else { return [named.label.name] }
            return [named.label.name] + cases.map(\.value)
        }
        return DeclaredTexts(subject: "metric '\(name)'", origin: origin, texts: [name, help] + values)
    }
}

extension ObjectiveDeclaration {
    fileprivate var texts: DeclaredTexts {
        DeclaredTexts(
            subject: "objective '\(name)'", origin: origin,
            texts: [name, summary, advice.impact] + advice.firstSteps + missingData.texts
                + [service ?? ""] + alerts.flatMap(\.texts) + expressions.flatMap(\.texts))
    }
}

extension ObjectiveAlert {
    fileprivate var texts: [String] { [name ?? ""] + (labels.map { $0 } + annotations).flatMap { [$0.key, $0.value] } }
}

extension VariableDeclaration {
    fileprivate var texts: DeclaredTexts {
        DeclaredTexts(subject: "variable '\(name)'", origin: origin, texts: [name, title])
    }
}

extension Panel {
    fileprivate var texts: DeclaredTexts {
        var texts = [title, summary] + mappings.map(\.text) + (links + drillDown).flatMap(\.texts)
        texts += series.flatMap { $0.legend.texts + $0.expression.texts }
        switch kind {
        case .text(let markdown): texts.append(markdown)
        case .table(_, let title): texts.append(title)
        default: break
        }
        return DeclaredTexts(subject: "panel '\(title)'", origin: origin, texts: texts)
    }
}

extension Link {
    fileprivate var texts: [String] {
        if case .url(let url) = target { [title, url] } else { [title] }
    }
}

extension Routing {
    fileprivate var texts: DeclaredTexts {
        let told = receivers.flatMap { receiver -> [String] in
            switch receiver.kind {
            case .slack(let channel, let file): [receiver.name, channel, file]
            case .pagerDuty(let file): [receiver.name, file]
            case .webhook(let url, let file): [receiver.name, url, file ?? ""]
            }
        }
        return DeclaredTexts(subject: "the routing", origin: origin, texts: told + [warningHours?.zone ?? ""])
    }
}

extension [TextSegment] {
    fileprivate var texts: [String] { compactMap { if case .literal(let text) = $0 { text } else { nil } } }
}

extension Expression {
    /// What stands in quotes, and what was not checked.
    fileprivate var texts: [String] {
        var texts: [String] = []
        visit { part in
            switch part {
            case .selector(let selector): texts += selector.matchers.map(\.operand.text)
            case .unchecked(let text): texts.append(text)
            default: break
            }
        }
        return texts
    }
}

extension ObjectiveDeclaration {
    /// What it reads.
    package var expressions: [Expression] {
        switch indicator {
        case .events(let good, let total): [good, total]
        case .counters(let pair): [pair.counted.expression, pair.total.expression]
        case .bound(let expression, _, _), .errorRatio(let expression): [expression]
        case .weighted: []
        }
    }
}
