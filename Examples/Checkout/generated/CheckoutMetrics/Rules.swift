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
- name: slo-latency
  interval: 1m
  rules:
  - record: slo:total:increase
    expr: sum(increase(http_request_duration_seconds_count[5m]))
    labels:
      service: checkout
      slo: latency
      window: 5m
  - record: slo:good:increase
    expr: |-
      sum(increase(http_request_duration_seconds_bucket{le="0.1"}[5m]))
      or on () slo:total:increase{service="checkout", slo="latency", window="5m"} * 0
    labels:
      service: checkout
      slo: latency
      window: 5m
  - record: slo:total:increase
    expr: sum(increase(http_request_duration_seconds_count[30m]))
    labels:
      service: checkout
      slo: latency
      window: 30m
  - record: slo:good:increase
    expr: |-
      sum(increase(http_request_duration_seconds_bucket{le="0.1"}[30m]))
      or on () slo:total:increase{service="checkout", slo="latency", window="30m"} * 0
    labels:
      service: checkout
      slo: latency
      window: 30m
  - record: slo:total:increase
    expr: sum(increase(http_request_duration_seconds_count[1h]))
    labels:
      service: checkout
      slo: latency
      window: 1h
  - record: slo:good:increase
    expr: |-
      sum(increase(http_request_duration_seconds_bucket{le="0.1"}[1h]))
      or on () slo:total:increase{service="checkout", slo="latency", window="1h"} * 0
    labels:
      service: checkout
      slo: latency
      window: 1h
  - record: slo:total:increase
    expr: |-
      sum_over_time(slo:total:increase{service="checkout", slo="latency", window="5m"}[2h:5m])
      or slo:total:increase{service="checkout", slo="latency", window="5m"}
    labels:
      service: checkout
      slo: latency
      window: 2h
  - record: slo:good:increase
    expr: |-
      sum_over_time(slo:good:increase{service="checkout", slo="latency", window="5m"}[2h:5m])
      or slo:good:increase{service="checkout", slo="latency", window="5m"}
    labels:
      service: checkout
      slo: latency
      window: 2h
  - record: slo:total:increase
    expr: |-
      sum_over_time(slo:total:increase{service="checkout", slo="latency", window="5m"}[6h:5m])
      or slo:total:increase{service="checkout", slo="latency", window="5m"}
    labels:
      service: checkout
      slo: latency
      window: 6h
  - record: slo:good:increase
    expr: |-
      sum_over_time(slo:good:increase{service="checkout", slo="latency", window="5m"}[6h:5m])
      or slo:good:increase{service="checkout", slo="latency", window="5m"}
    labels:
      service: checkout
      slo: latency
      window: 6h
  - record: slo:total:increase
    expr: |-
      sum_over_time(slo:total:increase{service="checkout", slo="latency", window="5m"}[1d:5m])
      or slo:total:increase{service="checkout", slo="latency", window="5m"}
    labels:
      service: checkout
      slo: latency
      window: 1d
  - record: slo:good:increase
    expr: |-
      sum_over_time(slo:good:increase{service="checkout", slo="latency", window="5m"}[1d:5m])
      or slo:good:increase{service="checkout", slo="latency", window="5m"}
    labels:
      service: checkout
      slo: latency
      window: 1d
  - record: slo:total:increase
    expr: |-
      sum_over_time(slo:total:increase{service="checkout", slo="latency", window="5m"}[3d:5m])
      or slo:total:increase{service="checkout", slo="latency", window="5m"}
    labels:
      service: checkout
      slo: latency
      window: 3d
  - record: slo:good:increase
    expr: |-
      sum_over_time(slo:good:increase{service="checkout", slo="latency", window="5m"}[3d:5m])
      or slo:good:increase{service="checkout", slo="latency", window="5m"}
    labels:
      service: checkout
      slo: latency
      window: 3d
  - record: slo:total:increase
    expr: |-
      sum_over_time(slo:total:increase{service="checkout", slo="latency", window="5m"}[28d:5m])
      or slo:total:increase{service="checkout", slo="latency", window="5m"}
    labels:
      service: checkout
      slo: latency
      window: 28d
  - record: slo:good:increase
    expr: |-
      sum_over_time(slo:good:increase{service="checkout", slo="latency", window="5m"}[28d:5m])
      or slo:good:increase{service="checkout", slo="latency", window="5m"}
    labels:
      service: checkout
      slo: latency
      window: 28d
  - record: slo:error:ratio
    expr: |-
      (
        slo:total:increase{service="checkout", slo="latency"}
        - slo:good:increase{service="checkout", slo="latency"}
      )
      / (slo:total:increase{service="checkout", slo="latency"} > 0)
      or slo:total:increase{service="checkout", slo="latency"} * 0
    labels:
      service: checkout
      slo: latency
  - record: slo:sli:ratio
    expr: 1 - sum without (window) (slo:error:ratio{service="checkout", slo="latency", window="28d"})
    labels:
      service: checkout
      slo: latency
  - record: slo:burn_rate:current
    expr: sum without (window) (slo:error:ratio{service="checkout", slo="latency", window="5m"}) / 0.01
    labels:
      service: checkout
      slo: latency
  - record: slo:burn_rate:period
    expr: sum without (window) (slo:error:ratio{service="checkout", slo="latency", window="28d"}) / 0.01
    labels:
      service: checkout
      slo: latency
  - record: slo:error_budget:remaining
    expr: 1 - slo:burn_rate:period{service="checkout", slo="latency"}
    labels:
      service: checkout
      slo: latency
  - record: slo:objective:ratio
    expr: vector(0.99)
    labels:
      service: checkout
      slo: latency
  - record: slo:info
    expr: vector(1)
    labels:
      service: checkout
      slo: latency
      objective: 99 %
      period: 28d
      summary: 99 % of requests are answered within 100 ms.
  - alert: CheckoutLatencyBudgetBurnsFast
    expr: |-
      max without (window) (
        slo:error:ratio{service="checkout", slo="latency", window="1h"} > 0.1344
        and ignoring (window) slo:error:ratio{service="checkout", slo="latency", window="5m"} > 0.1344
        and ignoring (window) slo:total:increase{service="checkout", slo="latency", window="1h"} >= 9
        or slo:error:ratio{service="checkout", slo="latency", window="6h"} > 0.056
        and ignoring (window) slo:error:ratio{service="checkout", slo="latency", window="30m"} > 0.056
        and ignoring (window) slo:total:increase{service="checkout", slo="latency", window="6h"} >= 20
      )
    labels:
      service: checkout
      severity: critical
      slo: latency
      tier: page
    annotations:
      summary: The error budget of latency burns fast
      description: 'The promise: 99 % of requests are answered within 100 ms. {{ $value | humanizePercentage }} of events fail, more than 13.44 % over 1 h and 5 min (13.44 × the budget), or 5.6 % over 6 h and 30 min (5.6 × the budget). At the rate of the last 5 min, what is left of the budget of 28 d lasts {{ with query "(clamp_min(slo:error_budget:remaining{service=\"checkout\", slo=\"latency\"}, 0) * 2419200) / (slo:burn_rate:current{service=\"checkout\", slo=\"latency\"} > 0)" }}{{ . | first | value | humanizeDuration }}{{ else }}as long as nothing more fails{{ end }}.'
      runbook_url: https://wiki.example.com/checkout/CheckoutLatencyBudgetBurnsFast.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=228192952
  - alert: CheckoutLatencyBudgetBurnsSlowly
    expr: |-
      max without (window) (
        slo:error:ratio{service="checkout", slo="latency", window="1d"} > 0.028
        and ignoring (window) slo:error:ratio{service="checkout", slo="latency", window="2h"} > 0.028
        and ignoring (window) slo:total:increase{service="checkout", slo="latency", window="1d"} >= 40
        or slo:error:ratio{service="checkout", slo="latency", window="3d"} > 0.01
        and ignoring (window) slo:error:ratio{service="checkout", slo="latency", window="6h"} > 0.01
        and ignoring (window) slo:total:increase{service="checkout", slo="latency", window="3d"} >= 110
      )
    labels:
      service: checkout
      severity: warning
      slo: latency
      tier: ticket
    annotations:
      summary: The error budget of latency burns slowly
      description: 'The promise: 99 % of requests are answered within 100 ms. {{ $value | humanizePercentage }} of events fail, more than 2.8 % over 1 d and 2 h (2.8 × the budget), or 1 % over 3 d and 6 h (1 × the budget). At the rate of the last 5 min, what is left of the budget of 28 d lasts {{ with query "(clamp_min(slo:error_budget:remaining{service=\"checkout\", slo=\"latency\"}, 0) * 2419200) / (slo:burn_rate:current{service=\"checkout\", slo=\"latency\"} > 0)" }}{{ . | first | value | humanizeDuration }}{{ else }}as long as nothing more fails{{ end }}.'
      runbook_url: https://wiki.example.com/checkout/CheckoutLatencyBudgetBurnsSlowly.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=228192952
- name: slo-availability
  interval: 1m
  rules:
  - record: slo:total:increase
    expr: sum(increase(http_requests_total[5m]))
    labels:
      service: checkout
      slo: availability
      window: 5m
  - record: slo:good:increase
    expr: |-
      sum(increase(http_requests_total{code!~"5.."}[5m]))
      or on () slo:total:increase{service="checkout", slo="availability", window="5m"} * 0
    labels:
      service: checkout
      slo: availability
      window: 5m
  - record: slo:total:increase
    expr: sum(increase(http_requests_total[30m]))
    labels:
      service: checkout
      slo: availability
      window: 30m
  - record: slo:good:increase
    expr: |-
      sum(increase(http_requests_total{code!~"5.."}[30m]))
      or on () slo:total:increase{service="checkout", slo="availability", window="30m"} * 0
    labels:
      service: checkout
      slo: availability
      window: 30m
  - record: slo:total:increase
    expr: sum(increase(http_requests_total[1h]))
    labels:
      service: checkout
      slo: availability
      window: 1h
  - record: slo:good:increase
    expr: |-
      sum(increase(http_requests_total{code!~"5.."}[1h]))
      or on () slo:total:increase{service="checkout", slo="availability", window="1h"} * 0
    labels:
      service: checkout
      slo: availability
      window: 1h
  - record: slo:total:increase
    expr: |-
      sum_over_time(slo:total:increase{service="checkout", slo="availability", window="5m"}[2h:5m])
      or slo:total:increase{service="checkout", slo="availability", window="5m"}
    labels:
      service: checkout
      slo: availability
      window: 2h
  - record: slo:good:increase
    expr: |-
      sum_over_time(slo:good:increase{service="checkout", slo="availability", window="5m"}[2h:5m])
      or slo:good:increase{service="checkout", slo="availability", window="5m"}
    labels:
      service: checkout
      slo: availability
      window: 2h
  - record: slo:total:increase
    expr: |-
      sum_over_time(slo:total:increase{service="checkout", slo="availability", window="5m"}[6h:5m])
      or slo:total:increase{service="checkout", slo="availability", window="5m"}
    labels:
      service: checkout
      slo: availability
      window: 6h
  - record: slo:good:increase
    expr: |-
      sum_over_time(slo:good:increase{service="checkout", slo="availability", window="5m"}[6h:5m])
      or slo:good:increase{service="checkout", slo="availability", window="5m"}
    labels:
      service: checkout
      slo: availability
      window: 6h
  - record: slo:total:increase
    expr: |-
      sum_over_time(slo:total:increase{service="checkout", slo="availability", window="5m"}[1d:5m])
      or slo:total:increase{service="checkout", slo="availability", window="5m"}
    labels:
      service: checkout
      slo: availability
      window: 1d
  - record: slo:good:increase
    expr: |-
      sum_over_time(slo:good:increase{service="checkout", slo="availability", window="5m"}[1d:5m])
      or slo:good:increase{service="checkout", slo="availability", window="5m"}
    labels:
      service: checkout
      slo: availability
      window: 1d
  - record: slo:total:increase
    expr: |-
      sum_over_time(slo:total:increase{service="checkout", slo="availability", window="5m"}[3d:5m])
      or slo:total:increase{service="checkout", slo="availability", window="5m"}
    labels:
      service: checkout
      slo: availability
      window: 3d
  - record: slo:good:increase
    expr: |-
      sum_over_time(slo:good:increase{service="checkout", slo="availability", window="5m"}[3d:5m])
      or slo:good:increase{service="checkout", slo="availability", window="5m"}
    labels:
      service: checkout
      slo: availability
      window: 3d
  - record: slo:total:increase
    expr: |-
      sum_over_time(slo:total:increase{service="checkout", slo="availability", window="5m"}[28d:5m])
      or slo:total:increase{service="checkout", slo="availability", window="5m"}
    labels:
      service: checkout
      slo: availability
      window: 28d
  - record: slo:good:increase
    expr: |-
      sum_over_time(slo:good:increase{service="checkout", slo="availability", window="5m"}[28d:5m])
      or slo:good:increase{service="checkout", slo="availability", window="5m"}
    labels:
      service: checkout
      slo: availability
      window: 28d
  - record: slo:error:ratio
    expr: |-
      (
        slo:total:increase{service="checkout", slo="availability"}
        - slo:good:increase{service="checkout", slo="availability"}
      )
      / (slo:total:increase{service="checkout", slo="availability"} > 0)
      or slo:total:increase{service="checkout", slo="availability"} * 0
    labels:
      service: checkout
      slo: availability
  - record: slo:sli:ratio
    expr: 1 - sum without (window) (slo:error:ratio{service="checkout", slo="availability", window="28d"})
    labels:
      service: checkout
      slo: availability
  - record: slo:burn_rate:current
    expr: sum without (window) (slo:error:ratio{service="checkout", slo="availability", window="5m"}) / 0.005
    labels:
      service: checkout
      slo: availability
  - record: slo:burn_rate:period
    expr: sum without (window) (slo:error:ratio{service="checkout", slo="availability", window="28d"}) / 0.005
    labels:
      service: checkout
      slo: availability
  - record: slo:error_budget:remaining
    expr: 1 - slo:burn_rate:period{service="checkout", slo="availability"}
    labels:
      service: checkout
      slo: availability
  - record: slo:objective:ratio
    expr: vector(0.995)
    labels:
      service: checkout
      slo: availability
  - record: slo:info
    expr: vector(1)
    labels:
      service: checkout
      slo: availability
      objective: 99.5 %
      period: 28d
      summary: 99.5 % of requests are answered without a server error.
  - alert: CheckoutAvailabilityBudgetBurnsFast
    expr: |-
      max without (window) (
        slo:error:ratio{service="checkout", slo="availability", window="1h"} > 0.0672
        and ignoring (window) slo:error:ratio{service="checkout", slo="availability", window="5m"} > 0.0672
        and ignoring (window) slo:total:increase{service="checkout", slo="availability", window="1h"} >= 17
        or slo:error:ratio{service="checkout", slo="availability", window="6h"} > 0.028
        and ignoring (window) slo:error:ratio{service="checkout", slo="availability", window="30m"} > 0.028
        and ignoring (window) slo:total:increase{service="checkout", slo="availability", window="6h"} >= 40
      )
    labels:
      service: checkout
      severity: critical
      slo: availability
      tier: page
    annotations:
      summary: The error budget of availability burns fast
      description: 'The promise: 99.5 % of requests are answered without a server error. {{ $value | humanizePercentage }} of events fail, more than 6.72 % over 1 h and 5 min (13.44 × the budget), or 2.8 % over 6 h and 30 min (5.6 × the budget). At the rate of the last 5 min, what is left of the budget of 28 d lasts {{ with query "(clamp_min(slo:error_budget:remaining{service=\"checkout\", slo=\"availability\"}, 0) * 2419200) / (slo:burn_rate:current{service=\"checkout\", slo=\"availability\"} > 0)" }}{{ . | first | value | humanizeDuration }}{{ else }}as long as nothing more fails{{ end }}.'
      runbook_url: https://wiki.example.com/checkout/CheckoutAvailabilityBudgetBurnsFast.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=741834730
  - alert: CheckoutAvailabilityBudgetBurnsSlowly
    expr: |-
      max without (window) (
        slo:error:ratio{service="checkout", slo="availability", window="1d"} > 0.014
        and ignoring (window) slo:error:ratio{service="checkout", slo="availability", window="2h"} > 0.014
        and ignoring (window) slo:total:increase{service="checkout", slo="availability", window="1d"} >= 79
        or slo:error:ratio{service="checkout", slo="availability", window="3d"} > 0.005
        and ignoring (window) slo:error:ratio{service="checkout", slo="availability", window="6h"} > 0.005
        and ignoring (window) slo:total:increase{service="checkout", slo="availability", window="3d"} >= 220
      )
    labels:
      service: checkout
      severity: warning
      slo: availability
      tier: ticket
    annotations:
      summary: The error budget of availability burns slowly
      description: 'The promise: 99.5 % of requests are answered without a server error. {{ $value | humanizePercentage }} of events fail, more than 1.4 % over 1 d and 2 h (2.8 × the budget), or 0.5 % over 3 d and 6 h (1 × the budget). At the rate of the last 5 min, what is left of the budget of 28 d lasts {{ with query "(clamp_min(slo:error_budget:remaining{service=\"checkout\", slo=\"availability\"}, 0) * 2419200) / (slo:burn_rate:current{service=\"checkout\", slo=\"availability\"} > 0)" }}{{ . | first | value | humanizeDuration }}{{ else }}as long as nothing more fails{{ end }}.'
      runbook_url: https://wiki.example.com/checkout/CheckoutAvailabilityBudgetBurnsSlowly.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=741834730

"""#
}
