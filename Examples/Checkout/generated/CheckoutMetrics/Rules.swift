// swift-format-ignore-file
// checkout: owned by the shop team (#shop-oncall). Generated from specs/, do not edit.
// After a change there: swift run specs generate

extension CheckoutMetrics {
    /// `prometheus_alerts.yml` as it was generated with this module.
    public static let alertRules = #"""
# checkout: owned by the shop team (#shop-oncall). Generated from specs/, do not edit.
# After a change there: swift run specs generate
groups:
- name: checkout-recordings
  rules:
  - record: checkout:http_requests:error_ratio_rate5m
    expr: sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))
- name: checkout-alerts
  rules:
  - alert: CheckoutDown
    expr: up{job="checkout"} == 0 or on () absent(up{job="checkout"})
    for: 2m
    labels:
      service: checkout
      severity: critical
    annotations:
      summary: Checkout on {{ $labels.instance }} is down
      description: 'Prometheus cannot scrape {{ $labels.instance }}: nobody can order there.'
      runbook_url: https://wiki.example.com/checkout/CheckoutDown.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=1192869442
  - alert: CheckoutSlow
    expr: histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 0.1
    for: 10m
    labels:
      service: checkout
      severity: warning
    annotations:
      summary: Checkout answers slowly
      description: The P99 of requests is {{ $value | humanizeDuration }}; the objective is 100 ms.
      runbook_url: https://wiki.example.com/checkout/CheckoutSlow.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=167170988
  - alert: CheckoutErrorsHigh
    expr: checkout:http_requests:error_ratio_rate5m > 0.01
    for: 10m
    labels:
      service: checkout
      severity: critical
    annotations:
      summary: Checkout fails
      description: '{{ $value | humanizePercentage }} of requests over 5 minutes ended in a server error.'
      runbook_url: https://wiki.example.com/checkout/CheckoutErrorsHigh.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=2123650921
  - alert: CheckoutDiskFullSoon
    expr: predict_linear(node_filesystem_avail_bytes{mountpoint="/var/lib/checkout"}[1h], 14400) < 0
    for: 30m
    labels:
      service: checkout
      severity: warning
    annotations:
      summary: '{{ $labels.mountpoint }} on {{ $labels.instance }} fills up'
      description: If the last hour goes on, {{ $labels.mountpoint }} on {{ $labels.instance }} is full in 4 hours.
      runbook_url: https://wiki.example.com/checkout/CheckoutDiskFullSoon.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=181439873

"""#
}
