"use strict";
// Everything shown is asked for from this service alone, and set as text, never as markup: names of symbols are anyone's.
(() => {
  const root = "/api/v1/monitoring/";
  const $ = (id) => document.getElementById(id);
  const signs = { good: "✓", warn: "▲", bad: "✕", unknown: "…" };
  const kinds = { healthy: "good", degraded: "warn", unhealthy: "bad" };

  const make = (name, options = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(options)) {
      if (key === "text") element.textContent = value;
      else if (value !== undefined && value !== null) element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child));
    return element;
  };
  const badge = (kind, word) =>
    make("span", { class: "badge", "data-status": kind },
      make("span", { "aria-hidden": "true", text: signs[kind] + " " }), word);
  // Only what changed is replaced, so that whoever reads or has the focus on something is not thrown out of it.
  const show = (element, ...children) => {
    const fresh = element.cloneNode(false);
    fresh.append(...children);
    if (fresh.innerHTML !== element.innerHTML) element.replaceChildren(...fresh.childNodes);
  };
  const number = (value, digits = 2) =>
    value === undefined || value === null ? "–"
      : value.toLocaleString("en", { maximumFractionDigits: value >= 100 ? 0 : digits });
  const units = { milliseconds: "ms", percent: "%", seconds: "s" };
  const withUnit = (value, unit) => value === undefined || value === null ? "–" : `${number(value)} ${units[unit] ?? unit}`;
  const ago = (seconds) => seconds < 60 ? `${Math.round(seconds)} s`
    : seconds < 3600 ? `${Math.round(seconds / 60)} min`
    : seconds < 172800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86400)} d`;
  const words = (name) => name.replaceAll(/[-_]/g, " ");
  const table = (caption, head, rows) => {
    const cells = (row, tag, scope) => make("tr", {}, ...row.map((text) => make(tag, { text, scope, title: text })));
    return make("table", { "aria-label": caption },
      make("thead", {}, cells(head, "th", "col")), make("tbody", {}, ...rows.map((row) => cells(row, "td"))));
  };
  const list = (pairs) => make("dl", {}, ...pairs.flatMap(([name, text]) => [make("dt", { text: name }), make("dd", { text })]));
  const safeLink = (url, text) => /^https?:\/\//.test(url ?? "") ? make("a", { href: url, text }) : undefined;

  const ask = async (path) => {
    const answer = await fetch(root + path, { headers: { accept: "application/json" }, signal: AbortSignal.timeout(4000) });
    // A health report comes with 503 where the service is unhealthy.
    if (!answer.ok && path !== "health") throw new Error(`${path} answered ${answer.status}`);
    return answer.json();
  };

  const showHealth = (health) => {
    const kind = kinds[health.overall_status] ?? "unknown";
    const overall = $("overall");
    overall.dataset.status = kind;
    const [sign, word] = overall.children;
    sign.textContent = signs[kind];
    if (word.textContent !== health.overall_status) word.textContent = health.overall_status;
    document.title = `${signs[kind]} FeatureStore: ${health.overall_status}`;
    $("build").textContent = `${health.phase}, version ${health.releaseId}`;
    show($("components"), ...Object.entries(health.components).map(([name, component]) =>
      make("li", {},
        make("div", { class: "row" }, make("strong", { text: words(name) }), badge(kinds[component.status] ?? "unknown", component.status)),
        make("p", { class: "detail", text: component.details }))));
  };

  const showAlerts = ({ known, note, alerts }) => {
    $("alerts-note").textContent = note ?? (alerts.length ? "" : "Nothing fires.");
    $("alerts-note").hidden = known && alerts.length > 0;
    show($("alerts"), ...alerts.map((alert) =>
      make("li", {},
        make("div", { class: "row" },
          badge(alert.state !== "firing" ? "unknown" : alert.severity === "critical" ? "bad" : "warn", `${alert.severity}, ${alert.state}`),
          make("strong", { text: alert.summary || alert.name }), safeLink(alert.runbook_url, "Runbook"), safeLink(alert.dashboard_url, "Panel")),
        make("p", { class: "detail", text: `${alert.description} Since ${new Date(alert.since).toLocaleString()}.` }))));
  };

  const missedFirst = ([name, slo], [otherName, other]) => slo.compliant - other.compliant || name.localeCompare(otherName);
  // Where the charts' lines of objectives are; known once the objectives are.
  const thresholds = {};
  const showObjectives = ({ note, slos }) => {
    thresholds.insert = slos.manifest_insert_p95_ms?.threshold;
    thresholds.hits = slos.hit_ratio_percent?.threshold;
    showCharts();
    $("slos-note").textContent = note ?? "";
    show($("slos"), ...Object.entries(slos).sort(missedFirst).map(([name, slo]) => {
      const left = slo.budget_left_percent;
      const meter = make("meter", { min: 0, max: 100, low: 10, high: 50, optimum: 100, value: Math.max(0, Math.min(100, left)),
        "aria-label": `Error budget left of ${words(name)}`, "aria-valuetext": `${number(left, 1)} %` });
      const scope = slo.sources.budget_left_percent === "prometheus" ? `over ${slo.period_days} days, all instances`
        : `since ${ago(slo.observed_seconds)}, this instance`;
      return make("li", {},
        make("div", { class: "row" }, make("strong", { text: words(slo.name) }), badge(slo.compliant ? "good" : "bad", slo.compliant ? "kept" : "missed")),
        make("div", { class: "row" }, make("span", { class: "value", text: withUnit(slo.current, slo.unit) }),
          make("span", { class: "quiet", text: `of ${withUnit(slo.threshold, slo.unit)}` })),
        meter, make("p", { class: left < 0 ? "bad" : "quiet", text: `${left < 0 ? `error budget overspent by ${number(-left, 0)} %` : `${number(left, 1)} % of the error budget left`}, ${scope}` }),
        make("p", { class: "detail", text: slo.summary }));
    }));
  };

  const svg = (name, options, text) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(options)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const nice = (value) => {
    const power = 10 ** Math.floor(Math.log10(value));
    return [1, 2, 2.5, 5, 10].map((step) => step * power).find((step) => step >= value);
  };

  // Lines over the last minutes, drawn to the place there is. The two lines differ in dashes as well as in colour, and
  // each is named at its end.
  const chart = (place, title, points, lines, { bound, unit, low = 0, high }) => {
    const width = Math.max(260, place.clientWidth), height = 208, left = 42, right = 96, top = 12, bottom = 24;
    const values = points.flatMap((point) => lines.map((line) => point[line.key])).filter((value) => value !== undefined && value !== null);
    const most = high ?? nice(Math.max((bound ?? 0) * 1.2, ...values, 0.001));
    const span = Math.max(60, ...points.map((point) => point.seconds_ago));
    const x = (point) => left + (width - left - right) * (1 - point.seconds_ago / span);
    const y = (value) => top + (height - top - bottom) * (1 - (Math.min(value, most) - low) / (most - low));
    const latest = lines.map((line) => {
      const last = points.findLast((point) => point[line.key] !== undefined);
      return `${line.name} ${last ? withUnit(last[line.key], unit) : "without data"}`;
    });
    const picture = svg("svg", { role: "img", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none",
      "aria-label": `${title} over ${ago(span)}: ${latest.join(", ")}${bound === undefined ? "" : `; the objective is ${withUnit(bound, unit)}`}` });
    for (const step of [0, 0.25, 0.5, 0.75, 1]) {
      const value = low + (most - low) * step;
      picture.append(svg("line", { class: "grid", x1: left, x2: width - right, y1: y(value), y2: y(value) }),
        svg("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, number(value)));
    }
    picture.append(svg("text", { x: left, y: height - 6 }, `${ago(span)} ago`),
      svg("text", { x: width - right, y: height - 6, "text-anchor": "end" }, "now"));
    if (bound !== undefined) picture.append(svg("line", { class: "bound", x1: left, x2: width - right, y1: y(bound), y2: y(bound) }),
      svg("text", { class: "bound-text", x: left + 4, y: y(bound) - 4 }, `objective ${withUnit(bound, unit)}`));
    let lowest = -Infinity;
    const ends = [];
    for (const line of lines) {
      let path = "", pen = "M";
      for (const point of points) {
        const value = point[line.key];
        if (value === undefined || value === null) { pen = "M"; continue; }
        path += `${pen}${x(point).toFixed(1)} ${y(value).toFixed(1)}`;
        pen = "L";
      }
      const last = points.findLast((point) => point[line.key] !== undefined);
      if (!last) continue;
      picture.append(svg("path", { class: `line ${line.style}`, d: path }),
        svg("circle", { class: `dot ${line.style}`, cx: x(last), cy: y(last[line.key]), r: 3 }));
      ends.push({ line, at: y(last[line.key]) + 4, value: last[line.key] });
    }
    for (const { line, at, value } of ends.sort((one, other) => one.at - other.at)) {
      lowest = Math.max(at, lowest + 14);
      picture.append(svg("text", { class: `${line.style}-text`, x: width - right + 8, y: lowest }, `${line.name} ${number(value, 1)} ${units[unit]}`));
    }
    if (!ends.length) {
      picture.append(svg("text", { x: (width - right + left) / 2, y: height / 2, "text-anchor": "middle" }, "nothing happened yet"));
    }
    show(place, picture);
  };

  let figures = { latency: [], hits: [] };
  const showFigures = () => {
    const all = [["latency", "Latency", ["Ago", "Insert P95 ms", "Read P95 ms", "Operations/s"]], ["hits", "Hit ratio", ["Ago", "Hit ratio %"]]];
    for (const [id, caption, head] of all) {
      const place = $(`${id}-figures`);
      if (place.closest("details").open) show(place, table(caption, head, figures[id]));
    }
  };

  let points = [];
  const showCharts = () => {
    chart($("latency-chart"), "P95 latency", points,
      [{ key: "insert_p95_ms", name: "insert", style: "insert" }, { key: "read_p95_ms", name: "read", style: "read" }],
      { bound: thresholds.insert, unit: "milliseconds" });
    const ratios = points.map((point) => point.hit_ratio_percent).filter((value) => value !== undefined);
    chart($("hits-chart"), "Hit ratio", points, [{ key: "hit_ratio_percent", name: "hits", style: "insert" }],
      { bound: thresholds.hits, unit: "percent", low: Math.min(80, 10 * Math.floor(Math.min(100, ...ratios) / 10)), high: 100 });
  };

  const showPerformance = (report) => {
    points = report.history;
    showCharts();
    const newest = [...points].reverse();
    figures = {
      latency: newest.map((point) => [ago(point.seconds_ago), number(point.insert_p95_ms), number(point.read_p95_ms), number(point.operations_per_second, 1)]),
      hits: newest.map((point) => [ago(point.seconds_ago), number(point.hit_ratio_percent)]),
    };
    showFigures();
    show($("advice"), ...(report.recommendations.length ? report.recommendations.map((advice) =>
      make("li", {},
        make("div", { class: "row" }, badge({ critical: "bad", warning: "warn" }[advice.severity] ?? "unknown", advice.severity),
          make("span", { class: "grow", text: advice.text }), safeLink(advice.runbook, "Runbook")),
        make("p", { class: "detail", text: Object.entries(advice.figures).map(([name, value]) => `${words(name)} ${number(value)}`).join(" · ") })))
      : [make("li", { class: "quiet", text: "None: nothing stands out in the last 5 minutes." })]));
    show($("symbols"), report.hottest_symbols.length
      ? table("Hottest symbols", ["Symbol", "Ops/s", "Insert P95 ms", "Read P95 ms", "Lock wait P95 ms"],
        report.hottest_symbols.map((item) => [item.symbol, number(item.operations_per_second, 1), number(item.insert_p95_ms), number(item.read_p95_ms), number(item.lock_wait_p95_ms)]))
      : make("p", { class: "quiet", text: "No symbol was used in the last 5 minutes." }));
    const pool = report.pool;
    show($("pool"),
      make("div", { class: "row" }, make("span", { class: "value", text: `${pool.active} of ${pool.total}` }), make("span", { class: "quiet", text: "in use" })),
      make("meter", { min: 0, max: 100, low: 80, high: 99, optimum: 0, value: pool.utilisation_percent, "aria-label": "Connections in use", "aria-valuetext": `${pool.active} of ${pool.total}` }),
      list([["open and free", number(pool.idle)], ["requests that wait", number(pool.waiting)], ["wait, P95", withUnit(pool.wait_p95_ms, "milliseconds")],
        ["full at this trend", pool.full_in_seconds === undefined ? "not in sight" : `in ${ago(pool.full_in_seconds)}`]]));
  };

  const showLoadTest = ({ running, last }) => {
    const parts = [];
    if (running) {
      parts.push(make("p", { text: `Load test ${running.id} runs: ${number(running.operations)} operations, ${number(running.errors)} errors.` }),
        make("progress", { max: 1, value: running.share, "aria-label": "Progress of the load test" }));
    }
    if (last) {
      parts.push(
        make("div", { class: "row" }, make("strong", { text: `Last: ${last.id}` }),
          badge(last.reason ? "warn" : last.slos_held ? "good" : "bad", last.reason ? "aborted" : last.slos_held ? "objectives held" : "objectives missed")),
        last.reason ? make("p", { class: "detail", text: last.reason }) : "",
        list([["workers", number(last.plan.workers)], ["throughput", `${number(last.throughput_per_second)}/s`],
          ...last.latencies.map((item) => [`${item.operation} P95 / max`, `${number(item.p95_ms)} / ${number(item.max_ms)} ms`]),
          ["errors", number(Object.values(last.errors).reduce((sum, count) => sum + count, 0))]]));
    }
    if (!parts.length) parts.push(make("p", { class: "quiet", text: "None was run since the service started. feature-store load-test runs one." }));
    show($("load"), ...parts);
  };

  const sources = [
    { path: "health", every: 5, show: showHealth }, { path: "performance?window=300&top=8", every: 5, show: showPerformance },
    { path: "test/load", every: 2, show: showLoadTest }, { path: "slo", every: 10, show: showObjectives },
    { path: "alerts", every: 10, show: showAlerts },
  ];
  const failed = new Set();
  let paused = false, ticks = 0;

  const refresh = async (source) => {
    if (source.busy) return;
    source.busy = true;
    try {
      source.show(await ask(source.path));
      failed.delete(source.path);
    } catch (error) {
      failed.add(source.path);
      if (source.path === "health") {
        $("overall").dataset.status = "unknown";
        $("overall").lastElementChild.textContent = "no answer";
      }
    }
    source.busy = false;
    $("updated").textContent = `updated ${new Date().toLocaleTimeString()}`;
    const trouble = $("trouble");
    trouble.hidden = failed.size === 0;
    const text = failed.size ? "Not all of this is current: the service does not answer in time." : "";
    if (trouble.textContent !== text) trouble.textContent = text;
  };
  // One that is hidden asks for nothing.
  const tick = () => {
    if (paused || document.hidden) return;
    for (const source of sources) if (ticks % source.every === 0) refresh(source);
    ticks += 1;
  };

  $("pause").addEventListener("click", () => {
    paused = !paused;
    $("pause").setAttribute("aria-pressed", paused);
    $("pause").textContent = paused ? "Resume updates" : "Pause updates";
    if (!paused) { ticks = 0; tick(); }
  });
  addEventListener("resize", showCharts);
  for (const details of document.querySelectorAll("details")) details.addEventListener("toggle", showFigures);
  setInterval(tick, 1000);
  tick();
})();
