// The content of the synthetic spec in plain jsonnet. As the monitoring mixins do it, the rules go through
// std.manifestYamlDoc, the dashboards through jsonnet's own JSON.
// Strings are put together by +, which is several times quicker than the usual %.
function(count, size)
  local quantile(number, q, window) =
    'histogram_quantile(' + q + ', sum by (le, backend) (rate(request_latency_milliseconds_bucket{endpoint="/endpoint-'
    + number + '"}[' + window + '])))';
  local dataSource = { type: 'prometheus', uid: '${datasource}' };
  local alert(number) = {
    local bound = number % 50 + 1,
    alert: 'LatencyOfEndpoint' + number + 'High',
    expr: quantile(number, '0.95', '5m') + ' > ' + bound,
    'for': '10m',
    labels: { service: 'synthetic', severity: 'warning' },
    annotations: {
      summary: 'Endpoint ' + number + ' is slow on {{ $labels.backend }}',
      description: 'The P95 on {{ $labels.backend }} is {{ $value | printf "%.4g" }} ms; expected are ' + bound + ' ms.',
      runbook_url: 'https://runbooks.example.com/LatencyOfEndpoint' + number + 'High.md',
      dashboard_url: 'https://grafana.example.com/d/endpoints?viewPanel=' + number,
    },
  };
  local target(ref, name, expression) = {
    refId: ref, datasource: dataSource, expr: expression, legendFormat: name + ' {{backend}}',
    editorMode: 'code', instant: false, range: true,
  };
  local panel(number, place) = {
    type: 'timeseries', id: number + 1, title: 'Latency of endpoint ' + number,
    description: 'The dashed line is where the alert begins.', datasource: dataSource,
    gridPos: { h: 9, w: 12, x: place % 2 * 12, y: std.floor(place / 2) * 9 },
    targets: [
      target('A', 'P50', quantile(number, '0.5', '$__rate_interval')),
      target('B', 'P95', quantile(number, '0.95', '$__rate_interval')),
    ],
    fieldConfig: {
      defaults: {
        unit: 'ms', custom: { thresholdsStyle: { mode: 'dashed' } },
        thresholds: { mode: 'absolute', steps: [{ color: 'transparent', value: null }, { color: 'orange', value: number % 50 + 1 }] },
      },
      overrides: [],
    },
    options: { legend: { displayMode: 'list', placement: 'bottom', showLegend: true }, tooltip: { mode: 'multi', sort: 'desc' } },
  };
  local starts = std.filter(function(n) n % size == 0, std.range(0, count - 1));
  local block(start) = std.range(start, std.min(start + size, count) - 1);
  {
    rules: {
      groups: [
        { name: 'endpoints-from-' + start, interval: '30s', rules: [alert(n) for n in block(start)] }
        for start in starts
      ],
    },
    dashboards: {
      ['dashboard-' + start + '.json']: {
        uid: 'endpoints-from-' + start, title: 'Endpoints from ' + start, schemaVersion: 42,
        panels: [panel(n, n - start) for n in block(start)],
      }
      for start in starts
    },
  }
