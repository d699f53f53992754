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
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=1662134830
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
  - record: slo:events:increase
    expr: |-
      sum(
        sum_over_time(
          (
            irate(last_over_time(http_request_duration_seconds_count[5m])[30s:15s])
            and ignoring (le) (
              irate(last_over_time(http_request_duration_seconds_bucket{le="0.1"}[5m])[30s:15s])
              and http_request_duration_seconds_bucket{le="0.1"}
            )
          )[1m:15s] offset 11s
        )
      )
      * 15
    labels:
      service: checkout
      slo: latency
      kind: total
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum(slo:events:increase{service="checkout", slo="latency", by="", kind="total", window="1m"})
      - sum(
        sum_over_time(
          (
            irate(last_over_time(http_request_duration_seconds_bucket{le="0.1"}[5m])[30s:15s])
            and http_request_duration_seconds_bucket{le="0.1"}
          )[1m:15s] offset 11s
        )
      )
      * 15
    labels:
      service: checkout
      slo: latency
      kind: bad
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum(slo:events:increase{service="checkout", slo="latency", by="", kind="total", window="1m"}) * 0
      + 1
    labels:
      service: checkout
      slo: latency
      kind: minutes
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="latency", by="", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 < bool 1800)
          )[30m:1m]
        )
        * (time() % 3600 < bool 1800)
        + sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="latency", by="", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 >= bool 1800)
          )[30m:1m]
        )
        * (time() % 3600 >= bool 1800)
      )
      or sum by (kind) (
        last_over_time(slo:events:increase{service="checkout", slo="latency", by="", window="1m"}[1h])
      )
      * 0
    labels:
      service: checkout
      slo: latency
      window: piece-30m
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        (
          last_over_time(
            slo:events:increase{service="checkout", slo="latency", by="", window="piece-30m"}[12h] offset 1ms
          )
          and on () (
            slo:events:increase{service="checkout", slo="latency", by="", kind="minutes", window="piece-30m"} offset 1ms
            > 0
            or last_over_time(
              slo:events:increase{service="checkout", slo="latency", by="", kind="minutes", window="piece-30m"}[12h] offset 1ms
            )
            > 0
            and on () slo:events:increase{service="checkout", slo="latency", by="", kind="minutes", window="1m"}
          )
        )
        unless on () sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="latency", by="", kind="minutes", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 < bool 1800)
          )[29m:1m] offset 1m
        )
        * (time() % 3600 < bool 1800)
        + sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="latency", by="", kind="minutes", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 >= bool 1800)
          )[29m:1m] offset 1m
        )
        * (time() % 3600 >= bool 1800)
        > 0
      )
    labels:
      service: checkout
      slo: latency
      window: ended-30m
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="latency", by="", window="ended-30m"}[1d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="latency", by="", window="piece-30m"}[1h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="latency", by="", window="piece-30m"}[1h] offset 1d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: latency
      window: 1d
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="latency", by="", window="ended-30m"}[3d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="latency", by="", window="piece-30m"}[1h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="latency", by="", window="piece-30m"}[1h] offset 3d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: latency
      window: 3d
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="latency", by="", window="ended-30m"}[28d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="latency", by="", window="piece-30m"}[1h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="latency", by="", window="piece-30m"}[1h] offset 28d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: latency
      window: 28d
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="latency", by="", kind="bad", window="1m"}[5m] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="latency", by="", kind="total", window="1m"}[5m] offset -1ms
          )
        )
        * 5
        > 0
      )
    labels:
      service: checkout
      slo: latency
      window: 5m
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="latency", by="", kind="bad", window="1m"}[30m] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="latency", by="", kind="total", window="1m"}[30m] offset -1ms
          )
        )
        * 30
        > 0
      )
    labels:
      service: checkout
      slo: latency
      window: 30m
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="latency", by="", kind="bad", window="1m"}[1h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="latency", by="", kind="total", window="1m"}[1h] offset -1ms
          )
        )
        * 60
        > 0
      )
    labels:
      service: checkout
      slo: latency
      window: 1h
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="latency", by="", kind="bad", window="1m"}[2h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="latency", by="", kind="total", window="1m"}[2h] offset -1ms
          )
        )
        * 120
        > 0
      )
    labels:
      service: checkout
      slo: latency
      window: 2h
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="latency", by="", kind="bad", window="1m"}[6h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="latency", by="", kind="total", window="1m"}[6h] offset -1ms
          )
        )
        * 360
        > 0
      )
    labels:
      service: checkout
      slo: latency
      window: 6h
  - record: slo:error:ratio
    expr: |-
      (
        sum(slo:events:increase{service="checkout", slo="latency", by="", kind="bad", window="1d"})
        / (
          sum(slo:events:increase{service="checkout", slo="latency", by="", kind="total", window="1d"})
          > 0
        )
      )
      * (
        sum(slo:events:increase{service="checkout", slo="latency", by="", kind="minutes", window="1d"})
        / 1440
      )
    labels:
      service: checkout
      slo: latency
      window: 1d
  - record: slo:error:ratio
    expr: |-
      (
        sum(slo:events:increase{service="checkout", slo="latency", by="", kind="bad", window="3d"})
        / (
          sum(slo:events:increase{service="checkout", slo="latency", by="", kind="total", window="3d"})
          > 0
        )
      )
      * (
        sum(slo:events:increase{service="checkout", slo="latency", by="", kind="minutes", window="3d"})
        / 4320
      )
    labels:
      service: checkout
      slo: latency
      window: 3d
  - record: slo:error:ratio
    expr: |-
      (
        sum(slo:events:increase{service="checkout", slo="latency", by="", kind="bad", window="28d"})
        / (
          sum(slo:events:increase{service="checkout", slo="latency", by="", kind="total", window="28d"})
          > 0
        )
      )
      * (
        sum(slo:events:increase{service="checkout", slo="latency", by="", kind="minutes", window="28d"})
        / 40320
      )
    labels:
      service: checkout
      slo: latency
      window: 28d
  - record: slo:sli:ratio
    expr: 1 - sum(slo:error:ratio{service="checkout", slo="latency", by="", window="28d"})
    labels:
      service: checkout
      slo: latency
  - record: slo:burn_rate:current
    expr: sum(slo:error:ratio{service="checkout", slo="latency", by="", window="5m"}) / 0.01
    labels:
      service: checkout
      slo: latency
  - record: slo:error_budget:remaining
    expr: 1 - sum(slo:error:ratio{service="checkout", slo="latency", by="", window="28d"}) / 0.01
    labels:
      service: checkout
      slo: latency
  - record: slo:objective:ratio
    expr: vector(0.99)
    labels:
      service: checkout
      slo: latency
      objective: 99 %
      period: 28d
      summary: 99 % of requests are answered within 100 ms.
  - alert: CheckoutLatencyBudgetBurnsFast
    expr: |-
      max(
        slo:error:ratio{service="checkout", slo="latency", by="", window="1h"} > 0.1344
        and on () last_over_time(slo:error:ratio{service="checkout", slo="latency", by="", window="5m"}[1h])
        > 0.1344
        and on () sum(
          sum_over_time(
            slo:events:increase{service="checkout", slo="latency", by="", kind="bad", window="1m"}[1h] offset -1ms
          )
        )
        > 1.5
        or slo:error:ratio{service="checkout", slo="latency", by="", window="6h"} > 0.056
        and on () last_over_time(slo:error:ratio{service="checkout", slo="latency", by="", window="30m"}[6h])
        > 0.056
        and on () sum(
          sum_over_time(
            slo:events:increase{service="checkout", slo="latency", by="", kind="bad", window="1m"}[6h] offset -1ms
          )
        )
        > 1.5
      )
    labels:
      service: checkout
      severity: critical
      slo: latency
      tier: page
    annotations:
      summary: The error budget of latency burns fast
      description: 'The promise: 99 % of requests are answered within 100 ms. {{ $value | humanizePercentage }} of events fail, more than 13.44 % over 1 h and 5 min (13.44 × the budget), or 5.6 % over 6 h and 30 min (5.6 × the budget). At the rate of the last 5 min, what is left of the budget of 28 d lasts {{ with query "(clamp_min(slo:error_budget:remaining{service=\"checkout\", slo=\"latency\", by=\"\"}, 0) * 2419200) / (slo:burn_rate:current{service=\"checkout\", slo=\"latency\", by=\"\"} > 0)" }}{{ . | first | value | humanizeDuration }}{{ else }}as long as nothing more fails{{ end }}.'
      runbook_url: https://wiki.example.com/checkout/CheckoutLatencyBudgetBurnsFast.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=1501365105
  - alert: CheckoutLatencyBudgetBurnsSlowly
    expr: |-
      max(
        slo:error:ratio{service="checkout", slo="latency", by="", window="1d"} > 0.028
        and on () last_over_time(slo:error:ratio{service="checkout", slo="latency", by="", window="2h"}[1d]) > 0.028
        and on () sum(slo:events:increase{service="checkout", slo="latency", by="", kind="bad", window="1d"}) > 1.5
        or slo:error:ratio{service="checkout", slo="latency", by="", window="3d"} > 0.01
        and on () last_over_time(slo:error:ratio{service="checkout", slo="latency", by="", window="6h"}[3d]) > 0.01
        and on () sum(slo:events:increase{service="checkout", slo="latency", by="", kind="bad", window="3d"}) > 1.5
      )
    labels:
      service: checkout
      severity: warning
      slo: latency
      tier: ticket
    annotations:
      summary: The error budget of latency burns slowly
      description: 'The promise: 99 % of requests are answered within 100 ms. {{ $value | humanizePercentage }} of events fail, more than 2.8 % over 1 d and 2 h (2.8 × the budget), or 1 % over 3 d and 6 h (1 × the budget). At the rate of the last 5 min, what is left of the budget of 28 d lasts {{ with query "(clamp_min(slo:error_budget:remaining{service=\"checkout\", slo=\"latency\", by=\"\"}, 0) * 2419200) / (slo:burn_rate:current{service=\"checkout\", slo=\"latency\", by=\"\"} > 0)" }}{{ . | first | value | humanizeDuration }}{{ else }}as long as nothing more fails{{ end }}.'
      runbook_url: https://wiki.example.com/checkout/CheckoutLatencyBudgetBurnsSlowly.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=1501365105
  - alert: CheckoutLatencyNotMeasured
    expr: |-
      absent(
        sum(slo:events:increase{service="checkout", slo="latency", by="", kind="total", window="1m"})
      )
    for: 10m
    labels:
      service: checkout
      severity: warning
      slo: latency
    annotations:
      summary: Objective latency is not measured
      description: 'Nothing is counted any more of http_request_duration_seconds: the targets are gone, or what they expose has another name, label or bucket. Until it is back nobody knows whether the promise is kept: 99 % of requests are answered within 100 ms.'
      runbook_url: https://wiki.example.com/checkout/CheckoutLatencyNotMeasured.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=1501365105
- name: slo-availability
  interval: 1m
  rules:
  - record: slo:events:increase
    expr: sum(sum_over_time(irate(last_over_time(http_requests_total[5m])[30s:15s])[1m:15s] offset 11s)) * 15
    labels:
      service: checkout
      slo: availability
      kind: total
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum(
        sum_over_time(
          irate(last_over_time(http_requests_total{code=~"5.."}[5m])[30s:15s])[1m:15s] offset 11s
        )
      )
      * 15
      or on () sum(slo:events:increase{service="checkout", slo="availability", by="", kind="total", window="1m"})
      * 0
    labels:
      service: checkout
      slo: availability
      kind: bad
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum(slo:events:increase{service="checkout", slo="availability", by="", kind="total", window="1m"})
      * 0
      + 1
    labels:
      service: checkout
      slo: availability
      kind: minutes
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="availability", by="", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 < bool 1800)
          )[30m:1m]
        )
        * (time() % 3600 < bool 1800)
        + sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="availability", by="", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 >= bool 1800)
          )[30m:1m]
        )
        * (time() % 3600 >= bool 1800)
      )
      or sum by (kind) (
        last_over_time(
          slo:events:increase{service="checkout", slo="availability", by="", window="1m"}[1h]
        )
      )
      * 0
    labels:
      service: checkout
      slo: availability
      window: piece-30m
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        (
          last_over_time(
            slo:events:increase{service="checkout", slo="availability", by="", window="piece-30m"}[12h] offset 1ms
          )
          and on () (
            slo:events:increase{service="checkout", slo="availability", by="", kind="minutes", window="piece-30m"} offset 1ms
            > 0
            or last_over_time(
              slo:events:increase{service="checkout", slo="availability", by="", kind="minutes", window="piece-30m"}[12h] offset 1ms
            )
            > 0
            and on () slo:events:increase{service="checkout", slo="availability", by="", kind="minutes", window="1m"}
          )
        )
        unless on () sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="availability", by="", kind="minutes", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 < bool 1800)
          )[29m:1m] offset 1m
        )
        * (time() % 3600 < bool 1800)
        + sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="availability", by="", kind="minutes", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 >= bool 1800)
          )[29m:1m] offset 1m
        )
        * (time() % 3600 >= bool 1800)
        > 0
      )
    labels:
      service: checkout
      slo: availability
      window: ended-30m
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="availability", by="", window="ended-30m"}[1d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="availability", by="", window="piece-30m"}[1h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="availability", by="", window="piece-30m"}[1h] offset 1d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: availability
      window: 1d
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="availability", by="", window="ended-30m"}[3d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="availability", by="", window="piece-30m"}[1h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="availability", by="", window="piece-30m"}[1h] offset 3d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: availability
      window: 3d
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="availability", by="", window="ended-30m"}[28d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="availability", by="", window="piece-30m"}[1h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="availability", by="", window="piece-30m"}[1h] offset 28d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: availability
      window: 28d
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="availability", by="", kind="bad", window="1m"}[5m] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="availability", by="", kind="total", window="1m"}[5m] offset -1ms
          )
        )
        * 5
        > 0
      )
    labels:
      service: checkout
      slo: availability
      window: 5m
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="availability", by="", kind="bad", window="1m"}[30m] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="availability", by="", kind="total", window="1m"}[30m] offset -1ms
          )
        )
        * 30
        > 0
      )
    labels:
      service: checkout
      slo: availability
      window: 30m
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="availability", by="", kind="bad", window="1m"}[1h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="availability", by="", kind="total", window="1m"}[1h] offset -1ms
          )
        )
        * 60
        > 0
      )
    labels:
      service: checkout
      slo: availability
      window: 1h
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="availability", by="", kind="bad", window="1m"}[2h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="availability", by="", kind="total", window="1m"}[2h] offset -1ms
          )
        )
        * 120
        > 0
      )
    labels:
      service: checkout
      slo: availability
      window: 2h
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="availability", by="", kind="bad", window="1m"}[6h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="availability", by="", kind="total", window="1m"}[6h] offset -1ms
          )
        )
        * 360
        > 0
      )
    labels:
      service: checkout
      slo: availability
      window: 6h
  - record: slo:error:ratio
    expr: |-
      (
        sum(slo:events:increase{service="checkout", slo="availability", by="", kind="bad", window="1d"})
        / (
          sum(
            slo:events:increase{service="checkout", slo="availability", by="", kind="total", window="1d"}
          )
          > 0
        )
      )
      * (
        sum(
          slo:events:increase{service="checkout", slo="availability", by="", kind="minutes", window="1d"}
        )
        / 1440
      )
    labels:
      service: checkout
      slo: availability
      window: 1d
  - record: slo:error:ratio
    expr: |-
      (
        sum(slo:events:increase{service="checkout", slo="availability", by="", kind="bad", window="3d"})
        / (
          sum(
            slo:events:increase{service="checkout", slo="availability", by="", kind="total", window="3d"}
          )
          > 0
        )
      )
      * (
        sum(
          slo:events:increase{service="checkout", slo="availability", by="", kind="minutes", window="3d"}
        )
        / 4320
      )
    labels:
      service: checkout
      slo: availability
      window: 3d
  - record: slo:error:ratio
    expr: |-
      (
        sum(slo:events:increase{service="checkout", slo="availability", by="", kind="bad", window="28d"})
        / (
          sum(
            slo:events:increase{service="checkout", slo="availability", by="", kind="total", window="28d"}
          )
          > 0
        )
      )
      * (
        sum(
          slo:events:increase{service="checkout", slo="availability", by="", kind="minutes", window="28d"}
        )
        / 40320
      )
    labels:
      service: checkout
      slo: availability
      window: 28d
  - record: slo:sli:ratio
    expr: 1 - sum(slo:error:ratio{service="checkout", slo="availability", by="", window="28d"})
    labels:
      service: checkout
      slo: availability
  - record: slo:burn_rate:current
    expr: sum(slo:error:ratio{service="checkout", slo="availability", by="", window="5m"}) / 0.005
    labels:
      service: checkout
      slo: availability
  - record: slo:error_budget:remaining
    expr: 1 - sum(slo:error:ratio{service="checkout", slo="availability", by="", window="28d"}) / 0.005
    labels:
      service: checkout
      slo: availability
  - record: slo:objective:ratio
    expr: vector(0.995)
    labels:
      service: checkout
      slo: availability
      objective: 99.5 %
      period: 28d
      summary: 99.5 % of requests are answered without a server error.
  - alert: CheckoutAvailabilityBudgetBurnsFast
    expr: |-
      max(
        slo:error:ratio{service="checkout", slo="availability", by="", window="1h"} > 0.0672
        and on () last_over_time(slo:error:ratio{service="checkout", slo="availability", by="", window="5m"}[1h])
        > 0.0672
        and on () sum(
          sum_over_time(
            slo:events:increase{service="checkout", slo="availability", by="", kind="bad", window="1m"}[1h] offset -1ms
          )
        )
        > 1.5
        or slo:error:ratio{service="checkout", slo="availability", by="", window="6h"} > 0.028
        and on () last_over_time(slo:error:ratio{service="checkout", slo="availability", by="", window="30m"}[6h])
        > 0.028
        and on () sum(
          sum_over_time(
            slo:events:increase{service="checkout", slo="availability", by="", kind="bad", window="1m"}[6h] offset -1ms
          )
        )
        > 1.5
      )
    labels:
      service: checkout
      severity: critical
      slo: availability
      team: orders
      tier: page
    annotations:
      summary: The error budget of availability burns fast
      description: 'The promise: 99.5 % of requests are answered without a server error. {{ $value | humanizePercentage }} of events fail, more than 6.72 % over 1 h and 5 min (13.44 × the budget), or 2.8 % over 6 h and 30 min (5.6 × the budget). At the rate of the last 5 min, what is left of the budget of 28 d lasts {{ with query "(clamp_min(slo:error_budget:remaining{service=\"checkout\", slo=\"availability\", by=\"\"}, 0) * 2419200) / (slo:burn_rate:current{service=\"checkout\", slo=\"availability\", by=\"\"} > 0)" }}{{ . | first | value | humanizeDuration }}{{ else }}as long as nothing more fails{{ end }}.'
      runbook_url: https://wiki.example.com/checkout/CheckoutAvailabilityBudgetBurnsFast.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=1907463545
      chat: '#orders-on-call'
  - alert: CheckoutAvailabilityBudgetBurnsSlowly
    expr: |-
      max(
        slo:error:ratio{service="checkout", slo="availability", by="", window="1d"} > 0.014
        and on () last_over_time(slo:error:ratio{service="checkout", slo="availability", by="", window="2h"}[1d])
        > 0.014
        and on () sum(slo:events:increase{service="checkout", slo="availability", by="", kind="bad", window="1d"})
        > 1.5
        or slo:error:ratio{service="checkout", slo="availability", by="", window="3d"} > 0.005
        and on () last_over_time(slo:error:ratio{service="checkout", slo="availability", by="", window="6h"}[3d])
        > 0.005
        and on () sum(slo:events:increase{service="checkout", slo="availability", by="", kind="bad", window="3d"})
        > 1.5
      )
    labels:
      service: checkout
      severity: warning
      slo: availability
      team: orders
      tier: ticket
    annotations:
      summary: The error budget of availability burns slowly
      description: 'The promise: 99.5 % of requests are answered without a server error. {{ $value | humanizePercentage }} of events fail, more than 1.4 % over 1 d and 2 h (2.8 × the budget), or 0.5 % over 3 d and 6 h (1 × the budget). At the rate of the last 5 min, what is left of the budget of 28 d lasts {{ with query "(clamp_min(slo:error_budget:remaining{service=\"checkout\", slo=\"availability\", by=\"\"}, 0) * 2419200) / (slo:burn_rate:current{service=\"checkout\", slo=\"availability\", by=\"\"} > 0)" }}{{ . | first | value | humanizeDuration }}{{ else }}as long as nothing more fails{{ end }}.'
      runbook_url: https://wiki.example.com/checkout/CheckoutAvailabilityBudgetBurnsSlowly.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=1907463545
  - alert: CheckoutAvailabilityNotMeasured
    expr: |-
      absent(
        sum(slo:events:increase{service="checkout", slo="availability", by="", kind="total", window="1m"})
      )
    for: 10m
    labels:
      service: checkout
      severity: warning
      slo: availability
      team: orders
    annotations:
      summary: Objective availability is not measured
      description: 'Nothing is counted any more of http_requests_total: the targets are gone, or what they expose has another name, label or bucket. Until it is back nobody knows whether the promise is kept: 99.5 % of requests are answered without a server error.'
      runbook_url: https://wiki.example.com/checkout/CheckoutAvailabilityNotMeasured.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=1907463545
- name: slo-reachable
  interval: 1m
  rules:
  - record: slo:events:increase
    expr: sum(count_over_time((up{job="checkout"} == up{job="checkout"})[1m:15s] offset 11s))
    labels:
      service: checkout
      slo: reachable
      kind: total
      window: 1m
  - record: slo:events:increase
    expr: sum(sum_over_time((up{job="checkout"} < bool 1)[1m:15s] offset 11s))
    labels:
      service: checkout
      slo: reachable
      kind: bad
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum(slo:events:increase{service="checkout", slo="reachable", by="", kind="total", window="1m"}) * 0
      + 1
    labels:
      service: checkout
      slo: reachable
      kind: minutes
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="reachable", by="", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 < bool 1800)
          )[30m:1m]
        )
        * (time() % 3600 < bool 1800)
        + sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="reachable", by="", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 >= bool 1800)
          )[30m:1m]
        )
        * (time() % 3600 >= bool 1800)
      )
      or sum by (kind) (
        last_over_time(slo:events:increase{service="checkout", slo="reachable", by="", window="1m"}[1h])
      )
      * 0
    labels:
      service: checkout
      slo: reachable
      window: piece-30m
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        (
          last_over_time(
            slo:events:increase{service="checkout", slo="reachable", by="", window="piece-30m"}[12h] offset 1ms
          )
          and on () (
            slo:events:increase{service="checkout", slo="reachable", by="", kind="minutes", window="piece-30m"} offset 1ms
            > 0
            or last_over_time(
              slo:events:increase{service="checkout", slo="reachable", by="", kind="minutes", window="piece-30m"}[12h] offset 1ms
            )
            > 0
            and on () slo:events:increase{service="checkout", slo="reachable", by="", kind="minutes", window="1m"}
          )
        )
        unless on () sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="reachable", by="", kind="minutes", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 < bool 1800)
          )[29m:1m] offset 1m
        )
        * (time() % 3600 < bool 1800)
        + sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="reachable", by="", kind="minutes", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 >= bool 1800)
          )[29m:1m] offset 1m
        )
        * (time() % 3600 >= bool 1800)
        > 0
      )
    labels:
      service: checkout
      slo: reachable
      window: ended-30m
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="reachable", by="", window="ended-30m"}[1d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="reachable", by="", window="piece-30m"}[1h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="reachable", by="", window="piece-30m"}[1h] offset 1d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: reachable
      window: 1d
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="reachable", by="", window="ended-30m"}[3d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="reachable", by="", window="piece-30m"}[1h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="reachable", by="", window="piece-30m"}[1h] offset 3d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: reachable
      window: 3d
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="reachable", by="", window="ended-30m"}[28d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="reachable", by="", window="piece-30m"}[1h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="reachable", by="", window="piece-30m"}[1h] offset 28d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: reachable
      window: 28d
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="reachable", by="", kind="bad", window="1m"}[5m] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="reachable", by="", kind="total", window="1m"}[5m] offset -1ms
          )
        )
        * 5
        > 0
      )
    labels:
      service: checkout
      slo: reachable
      window: 5m
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="reachable", by="", kind="bad", window="1m"}[30m] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="reachable", by="", kind="total", window="1m"}[30m] offset -1ms
          )
        )
        * 30
        > 0
      )
    labels:
      service: checkout
      slo: reachable
      window: 30m
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="reachable", by="", kind="bad", window="1m"}[1h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="reachable", by="", kind="total", window="1m"}[1h] offset -1ms
          )
        )
        * 60
        > 0
      )
    labels:
      service: checkout
      slo: reachable
      window: 1h
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="reachable", by="", kind="bad", window="1m"}[2h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="reachable", by="", kind="total", window="1m"}[2h] offset -1ms
          )
        )
        * 120
        > 0
      )
    labels:
      service: checkout
      slo: reachable
      window: 2h
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="reachable", by="", kind="bad", window="1m"}[6h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="reachable", by="", kind="total", window="1m"}[6h] offset -1ms
          )
        )
        * 360
        > 0
      )
    labels:
      service: checkout
      slo: reachable
      window: 6h
  - record: slo:error:ratio
    expr: |-
      (
        sum(slo:events:increase{service="checkout", slo="reachable", by="", kind="bad", window="1d"})
        / (
          sum(slo:events:increase{service="checkout", slo="reachable", by="", kind="total", window="1d"})
          > 0
        )
      )
      * (
        sum(slo:events:increase{service="checkout", slo="reachable", by="", kind="minutes", window="1d"})
        / 1440
      )
    labels:
      service: checkout
      slo: reachable
      window: 1d
  - record: slo:error:ratio
    expr: |-
      (
        sum(slo:events:increase{service="checkout", slo="reachable", by="", kind="bad", window="3d"})
        / (
          sum(slo:events:increase{service="checkout", slo="reachable", by="", kind="total", window="3d"})
          > 0
        )
      )
      * (
        sum(slo:events:increase{service="checkout", slo="reachable", by="", kind="minutes", window="3d"})
        / 4320
      )
    labels:
      service: checkout
      slo: reachable
      window: 3d
  - record: slo:error:ratio
    expr: |-
      (
        sum(slo:events:increase{service="checkout", slo="reachable", by="", kind="bad", window="28d"})
        / (
          sum(slo:events:increase{service="checkout", slo="reachable", by="", kind="total", window="28d"})
          > 0
        )
      )
      * (
        sum(slo:events:increase{service="checkout", slo="reachable", by="", kind="minutes", window="28d"})
        / 40320
      )
    labels:
      service: checkout
      slo: reachable
      window: 28d
  - record: slo:sli:ratio
    expr: 1 - sum(slo:error:ratio{service="checkout", slo="reachable", by="", window="28d"})
    labels:
      service: checkout
      slo: reachable
  - record: slo:burn_rate:current
    expr: sum(slo:error:ratio{service="checkout", slo="reachable", by="", window="5m"}) / 0.001
    labels:
      service: checkout
      slo: reachable
  - record: slo:error_budget:remaining
    expr: 1 - sum(slo:error:ratio{service="checkout", slo="reachable", by="", window="28d"}) / 0.001
    labels:
      service: checkout
      slo: reachable
  - record: slo:objective:ratio
    expr: vector(0.999)
    labels:
      service: checkout
      slo: reachable
      objective: 99.9 %
      period: 28d
      summary: Every instance can be scraped 99.9 % of the time.
  - alert: CheckoutReachableBudgetBurnsFast
    expr: |-
      max(
        slo:error:ratio{service="checkout", slo="reachable", by="", window="1h"} > 0.01344
        and on () last_over_time(slo:error:ratio{service="checkout", slo="reachable", by="", window="5m"}[1h])
        > 0.01344
        and on () sum(
          sum_over_time(
            slo:events:increase{service="checkout", slo="reachable", by="", kind="bad", window="1m"}[1h] offset -1ms
          )
        )
        > 1.5
        or slo:error:ratio{service="checkout", slo="reachable", by="", window="6h"} > 0.0056
        and on () last_over_time(slo:error:ratio{service="checkout", slo="reachable", by="", window="30m"}[6h])
        > 0.0056
        and on () sum(
          sum_over_time(
            slo:events:increase{service="checkout", slo="reachable", by="", kind="bad", window="1m"}[6h] offset -1ms
          )
        )
        > 1.5
      )
    labels:
      service: checkout
      severity: critical
      slo: reachable
      tier: page
    annotations:
      summary: The error budget of reachable burns fast
      description: 'The promise: Every instance can be scraped 99.9 % of the time. It is broken {{ $value | humanizePercentage }} of the time, more than 1.344 % over 1 h and 5 min (13.44 × the budget), or 0.56 % over 6 h and 30 min (5.6 × the budget). At the rate of the last 5 min, what is left of the budget of 28 d lasts {{ with query "(clamp_min(slo:error_budget:remaining{service=\"checkout\", slo=\"reachable\", by=\"\"}, 0) * 2419200) / (slo:burn_rate:current{service=\"checkout\", slo=\"reachable\", by=\"\"} > 0)" }}{{ . | first | value | humanizeDuration }}{{ else }}as long as nothing more fails{{ end }}.'
      runbook_url: https://wiki.example.com/checkout/CheckoutReachableBudgetBurnsFast.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=1905723868
  - alert: CheckoutReachableBudgetBurnsSlowly
    expr: |-
      max(
        slo:error:ratio{service="checkout", slo="reachable", by="", window="1d"} > 0.0028
        and on () last_over_time(slo:error:ratio{service="checkout", slo="reachable", by="", window="2h"}[1d])
        > 0.0028
        and on () sum(slo:events:increase{service="checkout", slo="reachable", by="", kind="bad", window="1d"})
        > 1.5
        or slo:error:ratio{service="checkout", slo="reachable", by="", window="3d"} > 0.001
        and on () last_over_time(slo:error:ratio{service="checkout", slo="reachable", by="", window="6h"}[3d])
        > 0.001
        and on () sum(slo:events:increase{service="checkout", slo="reachable", by="", kind="bad", window="3d"})
        > 1.5
      )
    labels:
      service: checkout
      severity: warning
      slo: reachable
      tier: ticket
    annotations:
      summary: The error budget of reachable burns slowly
      description: 'The promise: Every instance can be scraped 99.9 % of the time. It is broken {{ $value | humanizePercentage }} of the time, more than 0.28 % over 1 d and 2 h (2.8 × the budget), or 0.1 % over 3 d and 6 h (1 × the budget). At the rate of the last 5 min, what is left of the budget of 28 d lasts {{ with query "(clamp_min(slo:error_budget:remaining{service=\"checkout\", slo=\"reachable\", by=\"\"}, 0) * 2419200) / (slo:burn_rate:current{service=\"checkout\", slo=\"reachable\", by=\"\"} > 0)" }}{{ . | first | value | humanizeDuration }}{{ else }}as long as nothing more fails{{ end }}.'
      runbook_url: https://wiki.example.com/checkout/CheckoutReachableBudgetBurnsSlowly.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=1905723868
  - alert: CheckoutReachableNotMeasured
    expr: |-
      absent(
        sum(slo:events:increase{service="checkout", slo="reachable", by="", kind="total", window="1m"})
      )
    for: 10m
    labels:
      service: checkout
      severity: warning
      slo: reachable
    annotations:
      summary: Objective reachable is not measured
      description: 'Nothing is counted any more of up: the targets are gone, or what they expose has another name, label or bucket. Until it is back nobody knows whether the promise is kept: Every instance can be scraped 99.9 % of the time.'
      runbook_url: https://wiki.example.com/checkout/CheckoutReachableNotMeasured.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=1905723868
- name: slo-monthly-availability
  interval: 1m
  rules:
  - record: slo:events:increase
    expr: sum(sum_over_time(irate(last_over_time(http_requests_total[5m])[30s:15s])[1m:15s] offset 11s)) * 15
    labels:
      service: checkout
      slo: monthly-availability
      kind: total
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum(
        sum_over_time(
          irate(last_over_time(http_requests_total{code=~"5.."}[5m])[30s:15s])[1m:15s] offset 11s
        )
      )
      * 15
      or on () sum(
        slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="total", window="1m"}
      )
      * 0
    labels:
      service: checkout
      slo: monthly-availability
      kind: bad
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum(
        slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="total", window="1m"}
      )
      * 0
      + 1
    labels:
      service: checkout
      slo: monthly-availability
      kind: minutes
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="monthly-availability", by="", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 14400 < bool 7200)
          )[2h:1m]
        )
        * (time() % 14400 < bool 7200)
        + sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="monthly-availability", by="", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 14400 >= bool 7200)
          )[2h:1m]
        )
        * (time() % 14400 >= bool 7200)
      )
      or sum by (kind) (
        last_over_time(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", window="1m"}[4h]
        )
      )
      * 0
    labels:
      service: checkout
      slo: monthly-availability
      window: piece-2h
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        (
          last_over_time(
            slo:events:increase{service="checkout", slo="monthly-availability", by="", window="piece-2h"}[12h] offset 1ms
          )
          and on () (
            slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="minutes", window="piece-2h"} offset 1ms
            > 0
            or last_over_time(
              slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="minutes", window="piece-2h"}[12h] offset 1ms
            )
            > 0
            and on () slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="minutes", window="1m"}
          )
        )
        unless on () sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="minutes", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 14400 < bool 7200)
          )[1h59m:1m] offset 1m
        )
        * (time() % 14400 < bool 7200)
        + sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="minutes", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 14400 >= bool 7200)
          )[1h59m:1m] offset 1m
        )
        * (time() % 14400 >= bool 7200)
        > 0
      )
    labels:
      service: checkout
      slo: monthly-availability
      window: ended-2h
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", window="ended-2h"}[1d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", window="piece-2h"}[4h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="monthly-availability", by="", window="piece-2h"}[4h] offset 1d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: monthly-availability
      window: 1d
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", window="ended-2h"}[3d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", window="piece-2h"}[4h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="monthly-availability", by="", window="piece-2h"}[4h] offset 3d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: monthly-availability
      window: 3d
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="monthly-availability", by="", window="ended-2h"}[2h] offset -1h59m59s999ms
            )
            and on () month(vector(time() - 7200)) == on () last_over_time(month(vector(time()))[1m:1m] @ end())
          )[31d:2h] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", window="piece-2h"}[4h]
        )
      )
    labels:
      service: checkout
      slo: monthly-availability
      window: month
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="bad", window="1m"}[5m] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="total", window="1m"}[5m] offset -1ms
          )
        )
        * 5
        > 0
      )
    labels:
      service: checkout
      slo: monthly-availability
      window: 5m
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="bad", window="1m"}[30m] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="total", window="1m"}[30m] offset -1ms
          )
        )
        * 30
        > 0
      )
    labels:
      service: checkout
      slo: monthly-availability
      window: 30m
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="bad", window="1m"}[1h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="total", window="1m"}[1h] offset -1ms
          )
        )
        * 60
        > 0
      )
    labels:
      service: checkout
      slo: monthly-availability
      window: 1h
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="bad", window="1m"}[2h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="total", window="1m"}[2h] offset -1ms
          )
        )
        * 120
        > 0
      )
    labels:
      service: checkout
      slo: monthly-availability
      window: 2h
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="bad", window="1m"}[6h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="total", window="1m"}[6h] offset -1ms
          )
        )
        * 360
        > 0
      )
    labels:
      service: checkout
      slo: monthly-availability
      window: 6h
  - record: slo:error:ratio
    expr: |-
      (
        sum(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="bad", window="1d"}
        )
        / (
          sum(
            slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="total", window="1d"}
          )
          > 0
        )
      )
      * (
        sum(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="minutes", window="1d"}
        )
        / 1440
      )
    labels:
      service: checkout
      slo: monthly-availability
      window: 1d
  - record: slo:error:ratio
    expr: |-
      (
        sum(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="bad", window="3d"}
        )
        / (
          sum(
            slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="total", window="3d"}
          )
          > 0
        )
      )
      * (
        sum(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="minutes", window="3d"}
        )
        / 4320
      )
    labels:
      service: checkout
      slo: monthly-availability
      window: 3d
  - record: slo:error:ratio
    expr: |-
      sum(
        slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="bad", window="month"}
      )
      / (
        sum(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="total", window="month"}
        )
        > 0
      )
    labels:
      service: checkout
      slo: monthly-availability
      window: month
  - record: slo:sli:ratio
    expr: 1 - sum(slo:error:ratio{service="checkout", slo="monthly-availability", by="", window="month"})
    labels:
      service: checkout
      slo: monthly-availability
  - record: slo:burn_rate:current
    expr: sum(slo:error:ratio{service="checkout", slo="monthly-availability", by="", window="5m"}) / 0.01
    labels:
      service: checkout
      slo: monthly-availability
  - record: slo:error_budget:remaining
    expr: |-
      1
      - (sum(slo:error:ratio{service="checkout", slo="monthly-availability", by="", window="month"}) / 0.01)
      * (
        sum(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="minutes", window="month"}
        )
        / scalar(days_in_month() * 1440)
      )
    labels:
      service: checkout
      slo: monthly-availability
  - record: slo:objective:ratio
    expr: vector(0.99)
    labels:
      service: checkout
      slo: monthly-availability
      objective: 99 %
      period: month
      summary: In each month 99 % of requests are answered without a server error.
  - alert: CheckoutMonthlyAvailabilityBudgetBurnsFast
    expr: |-
      max(
        slo:error:ratio{service="checkout", slo="monthly-availability", by="", window="1h"} > 0.144
        and on () last_over_time(
          slo:error:ratio{service="checkout", slo="monthly-availability", by="", window="5m"}[1h]
        )
        > 0.144
        and on () sum(
          sum_over_time(
            slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="bad", window="1m"}[1h] offset -1ms
          )
        )
        > 1.5
        or slo:error:ratio{service="checkout", slo="monthly-availability", by="", window="6h"} > 0.06
        and on () last_over_time(
          slo:error:ratio{service="checkout", slo="monthly-availability", by="", window="30m"}[6h]
        )
        > 0.06
        and on () sum(
          sum_over_time(
            slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="bad", window="1m"}[6h] offset -1ms
          )
        )
        > 1.5
      )
    labels:
      service: checkout
      severity: critical
      slo: monthly-availability
      tier: page
    annotations:
      summary: The error budget of monthly-availability burns fast
      description: 'The promise: In each month 99 % of requests are answered without a server error. {{ $value | humanizePercentage }} of events fail, more than 14.4 % over 1 h and 5 min (14.4 × the budget), or 6 % over 6 h and 30 min (6 × the budget). At the rate of the last 5 min, what is left of the budget of the calendar month lasts {{ with query "(clamp_min(slo:error_budget:remaining{service=\"checkout\", slo=\"monthly-availability\", by=\"\"}, 0) * 2592000) / (slo:burn_rate:current{service=\"checkout\", slo=\"monthly-availability\", by=\"\"} > 0)" }}{{ . | first | value | humanizeDuration }}{{ else }}as long as nothing more fails{{ end }}.'
      runbook_url: https://wiki.example.com/checkout/CheckoutMonthlyAvailabilityBudgetBurnsFast.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=2008336280
  - alert: CheckoutMonthlyAvailabilityBudgetBurnsSlowly
    expr: |-
      max(
        slo:error:ratio{service="checkout", slo="monthly-availability", by="", window="1d"} > 0.03
        and on () last_over_time(
          slo:error:ratio{service="checkout", slo="monthly-availability", by="", window="2h"}[1d]
        )
        > 0.03
        and on () sum(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="bad", window="1d"}
        )
        > 1.5
        or slo:error:ratio{service="checkout", slo="monthly-availability", by="", window="3d"} > 0.01
        and on () last_over_time(
          slo:error:ratio{service="checkout", slo="monthly-availability", by="", window="6h"}[3d]
        )
        > 0.01
        and on () sum(
          slo:events:increase{service="checkout", slo="monthly-availability", by="", kind="bad", window="3d"}
        )
        > 1.5
      )
    labels:
      service: checkout
      severity: warning
      slo: monthly-availability
      tier: ticket
    annotations:
      summary: The error budget of monthly-availability burns slowly
      description: 'The promise: In each month 99 % of requests are answered without a server error. {{ $value | humanizePercentage }} of events fail, more than 3 % over 1 d and 2 h (3 × the budget), or 1 % over 3 d and 6 h (1 × the budget). At the rate of the last 5 min, what is left of the budget of the calendar month lasts {{ with query "(clamp_min(slo:error_budget:remaining{service=\"checkout\", slo=\"monthly-availability\", by=\"\"}, 0) * 2592000) / (slo:burn_rate:current{service=\"checkout\", slo=\"monthly-availability\", by=\"\"} > 0)" }}{{ . | first | value | humanizeDuration }}{{ else }}as long as nothing more fails{{ end }}.'
      runbook_url: https://wiki.example.com/checkout/CheckoutMonthlyAvailabilityBudgetBurnsSlowly.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=2008336280
- name: slo-ordering
  interval: 1m
  rules:
  - record: slo:events:increase
    expr: |-
      sum(
        count_over_time(
          (
            max(
              slo:burn_rate:current{service="checkout", slo="latency", by=""}
              or slo:burn_rate:current{service="checkout", slo="availability", by=""}
            )
            == max(
              slo:burn_rate:current{service="checkout", slo="latency", by=""}
              or slo:burn_rate:current{service="checkout", slo="availability", by=""}
            )
          )[1m:1m] offset 11s
        )
      )
    labels:
      service: checkout
      slo: ordering
      kind: total
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum(
        sum_over_time(
          (
            max(
              slo:burn_rate:current{service="checkout", slo="latency", by=""}
              or slo:burn_rate:current{service="checkout", slo="availability", by=""}
            )
            > bool 1
          )[1m:1m] offset 11s
        )
      )
    labels:
      service: checkout
      slo: ordering
      kind: bad
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum(slo:events:increase{service="checkout", slo="ordering", by="", kind="total", window="1m"}) * 0
      + 1
    labels:
      service: checkout
      slo: ordering
      kind: minutes
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="ordering", by="", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 < bool 1800)
          )[30m:1m]
        )
        * (time() % 3600 < bool 1800)
        + sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="ordering", by="", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 >= bool 1800)
          )[30m:1m]
        )
        * (time() % 3600 >= bool 1800)
      )
      or sum by (kind) (
        last_over_time(slo:events:increase{service="checkout", slo="ordering", by="", window="1m"}[1h])
      )
      * 0
    labels:
      service: checkout
      slo: ordering
      window: piece-30m
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        (
          last_over_time(
            slo:events:increase{service="checkout", slo="ordering", by="", window="piece-30m"}[12h] offset 1ms
          )
          and on () (
            slo:events:increase{service="checkout", slo="ordering", by="", kind="minutes", window="piece-30m"} offset 1ms
            > 0
            or last_over_time(
              slo:events:increase{service="checkout", slo="ordering", by="", kind="minutes", window="piece-30m"}[12h] offset 1ms
            )
            > 0
            and on () slo:events:increase{service="checkout", slo="ordering", by="", kind="minutes", window="1m"}
          )
        )
        unless on () sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="ordering", by="", kind="minutes", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 < bool 1800)
          )[29m:1m] offset 1m
        )
        * (time() % 3600 < bool 1800)
        + sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="ordering", by="", kind="minutes", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 >= bool 1800)
          )[29m:1m] offset 1m
        )
        * (time() % 3600 >= bool 1800)
        > 0
      )
    labels:
      service: checkout
      slo: ordering
      window: ended-30m
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="ordering", by="", window="ended-30m"}[1d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="ordering", by="", window="piece-30m"}[1h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="ordering", by="", window="piece-30m"}[1h] offset 1d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: ordering
      window: 1d
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="ordering", by="", window="ended-30m"}[3d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="ordering", by="", window="piece-30m"}[1h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="ordering", by="", window="piece-30m"}[1h] offset 3d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: ordering
      window: 3d
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="ordering", by="", window="ended-30m"}[28d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="ordering", by="", window="piece-30m"}[1h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="ordering", by="", window="piece-30m"}[1h] offset 28d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: ordering
      window: 28d
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="ordering", by="", kind="bad", window="1m"}[5m] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="ordering", by="", kind="total", window="1m"}[5m] offset -1ms
          )
        )
        * 5
        > 0
      )
    labels:
      service: checkout
      slo: ordering
      window: 5m
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="ordering", by="", kind="bad", window="1m"}[30m] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="ordering", by="", kind="total", window="1m"}[30m] offset -1ms
          )
        )
        * 30
        > 0
      )
    labels:
      service: checkout
      slo: ordering
      window: 30m
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="ordering", by="", kind="bad", window="1m"}[1h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="ordering", by="", kind="total", window="1m"}[1h] offset -1ms
          )
        )
        * 60
        > 0
      )
    labels:
      service: checkout
      slo: ordering
      window: 1h
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="ordering", by="", kind="bad", window="1m"}[2h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="ordering", by="", kind="total", window="1m"}[2h] offset -1ms
          )
        )
        * 120
        > 0
      )
    labels:
      service: checkout
      slo: ordering
      window: 2h
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="ordering", by="", kind="bad", window="1m"}[6h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="ordering", by="", kind="total", window="1m"}[6h] offset -1ms
          )
        )
        * 360
        > 0
      )
    labels:
      service: checkout
      slo: ordering
      window: 6h
  - record: slo:error:ratio
    expr: |-
      (
        sum(slo:events:increase{service="checkout", slo="ordering", by="", kind="bad", window="1d"})
        / (
          sum(slo:events:increase{service="checkout", slo="ordering", by="", kind="total", window="1d"})
          > 0
        )
      )
      * (
        sum(slo:events:increase{service="checkout", slo="ordering", by="", kind="minutes", window="1d"})
        / 1440
      )
    labels:
      service: checkout
      slo: ordering
      window: 1d
  - record: slo:error:ratio
    expr: |-
      (
        sum(slo:events:increase{service="checkout", slo="ordering", by="", kind="bad", window="3d"})
        / (
          sum(slo:events:increase{service="checkout", slo="ordering", by="", kind="total", window="3d"})
          > 0
        )
      )
      * (
        sum(slo:events:increase{service="checkout", slo="ordering", by="", kind="minutes", window="3d"})
        / 4320
      )
    labels:
      service: checkout
      slo: ordering
      window: 3d
  - record: slo:error:ratio
    expr: |-
      (
        sum(slo:events:increase{service="checkout", slo="ordering", by="", kind="bad", window="28d"})
        / (
          sum(slo:events:increase{service="checkout", slo="ordering", by="", kind="total", window="28d"})
          > 0
        )
      )
      * (
        sum(slo:events:increase{service="checkout", slo="ordering", by="", kind="minutes", window="28d"})
        / 40320
      )
    labels:
      service: checkout
      slo: ordering
      window: 28d
  - record: slo:sli:ratio
    expr: 1 - sum(slo:error:ratio{service="checkout", slo="ordering", by="", window="28d"})
    labels:
      service: checkout
      slo: ordering
  - record: slo:burn_rate:current
    expr: sum(slo:error:ratio{service="checkout", slo="ordering", by="", window="5m"}) / 0.01
    labels:
      service: checkout
      slo: ordering
  - record: slo:error_budget:remaining
    expr: 1 - sum(slo:error:ratio{service="checkout", slo="ordering", by="", window="28d"}) / 0.01
    labels:
      service: checkout
      slo: ordering
  - record: slo:objective:ratio
    expr: vector(0.99)
    labels:
      service: checkout
      slo: ordering
      objective: 99 %
      period: 28d
      summary: 99 % of the time customers can order, and fast.
  - alert: CheckoutOrderingBudgetBurnsFast
    expr: |-
      max(
        slo:error:ratio{service="checkout", slo="ordering", by="", window="1h"} > 0.1344
        and on () last_over_time(slo:error:ratio{service="checkout", slo="ordering", by="", window="5m"}[1h])
        > 0.1344
        and on () sum(
          sum_over_time(
            slo:events:increase{service="checkout", slo="ordering", by="", kind="bad", window="1m"}[1h] offset -1ms
          )
        )
        > 1.5
        or slo:error:ratio{service="checkout", slo="ordering", by="", window="6h"} > 0.056
        and on () last_over_time(slo:error:ratio{service="checkout", slo="ordering", by="", window="30m"}[6h])
        > 0.056
        and on () sum(
          sum_over_time(
            slo:events:increase{service="checkout", slo="ordering", by="", kind="bad", window="1m"}[6h] offset -1ms
          )
        )
        > 1.5
      )
    labels:
      service: checkout
      severity: critical
      slo: ordering
      tier: page
    annotations:
      summary: The error budget of ordering burns fast
      description: 'The promise: 99 % of the time customers can order, and fast. It is broken {{ $value | humanizePercentage }} of the time, more than 13.44 % over 1 h and 5 min (13.44 × the budget), or 5.6 % over 6 h and 30 min (5.6 × the budget). At the rate of the last 5 min, what is left of the budget of 28 d lasts {{ with query "(clamp_min(slo:error_budget:remaining{service=\"checkout\", slo=\"ordering\", by=\"\"}, 0) * 2419200) / (slo:burn_rate:current{service=\"checkout\", slo=\"ordering\", by=\"\"} > 0)" }}{{ . | first | value | humanizeDuration }}{{ else }}as long as nothing more fails{{ end }}.'
      runbook_url: https://wiki.example.com/checkout/CheckoutOrderingBudgetBurnsFast.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=1935234210
  - alert: CheckoutOrderingBudgetBurnsSlowly
    expr: |-
      max(
        slo:error:ratio{service="checkout", slo="ordering", by="", window="1d"} > 0.028
        and on () last_over_time(slo:error:ratio{service="checkout", slo="ordering", by="", window="2h"}[1d])
        > 0.028
        and on () sum(slo:events:increase{service="checkout", slo="ordering", by="", kind="bad", window="1d"}) > 1.5
        or slo:error:ratio{service="checkout", slo="ordering", by="", window="3d"} > 0.01
        and on () last_over_time(slo:error:ratio{service="checkout", slo="ordering", by="", window="6h"}[3d]) > 0.01
        and on () sum(slo:events:increase{service="checkout", slo="ordering", by="", kind="bad", window="3d"}) > 1.5
      )
    labels:
      service: checkout
      severity: warning
      slo: ordering
      tier: ticket
    annotations:
      summary: The error budget of ordering burns slowly
      description: 'The promise: 99 % of the time customers can order, and fast. It is broken {{ $value | humanizePercentage }} of the time, more than 2.8 % over 1 d and 2 h (2.8 × the budget), or 1 % over 3 d and 6 h (1 × the budget). At the rate of the last 5 min, what is left of the budget of 28 d lasts {{ with query "(clamp_min(slo:error_budget:remaining{service=\"checkout\", slo=\"ordering\", by=\"\"}, 0) * 2419200) / (slo:burn_rate:current{service=\"checkout\", slo=\"ordering\", by=\"\"} > 0)" }}{{ . | first | value | humanizeDuration }}{{ else }}as long as nothing more fails{{ end }}.'
      runbook_url: https://wiki.example.com/checkout/CheckoutOrderingBudgetBurnsSlowly.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=1935234210
  - alert: CheckoutOrderingNotMeasured
    expr: |-
      absent(
        sum(slo:events:increase{service="checkout", slo="latency", by="", kind="total", window="1m"})
      )
      or absent(
        sum(slo:events:increase{service="checkout", slo="availability", by="", kind="total", window="1m"})
      )
    for: 10m
    labels:
      service: checkout
      severity: warning
      slo: ordering
    annotations:
      summary: Objective ordering is not measured
      description: 'Nothing is counted any more of latency, or of availability: their own alerts say more. Until it is back nobody knows whether the promise is kept: 99 % of the time customers can order, and fast.'
      runbook_url: https://wiki.example.com/checkout/CheckoutOrderingNotMeasured.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=1935234210
- name: slo-experience
  interval: 1m
  rules:
  - record: slo:events:increase
    expr: |-
      sum(
        slo:events:increase{service="checkout", slo="availability", by="", kind="total", window="1m"} * 3
        or slo:events:increase{service="checkout", slo="latency", by="", kind="total", window="1m"}
      )
    labels:
      service: checkout
      slo: experience
      kind: total
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum(
        slo:events:increase{service="checkout", slo="availability", by="", kind="bad", window="1m"} * 3
        or slo:events:increase{service="checkout", slo="latency", by="", kind="bad", window="1m"}
      )
    labels:
      service: checkout
      slo: experience
      kind: bad
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum(slo:events:increase{service="checkout", slo="experience", by="", kind="total", window="1m"}) * 0
      + 1
    labels:
      service: checkout
      slo: experience
      kind: minutes
      window: 1m
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="experience", by="", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 < bool 1800)
          )[30m:1m]
        )
        * (time() % 3600 < bool 1800)
        + sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="experience", by="", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 >= bool 1800)
          )[30m:1m]
        )
        * (time() % 3600 >= bool 1800)
      )
      or sum by (kind) (
        last_over_time(slo:events:increase{service="checkout", slo="experience", by="", window="1m"}[1h])
      )
      * 0
    labels:
      service: checkout
      slo: experience
      window: piece-30m
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        (
          last_over_time(
            slo:events:increase{service="checkout", slo="experience", by="", window="piece-30m"}[12h] offset 1ms
          )
          and on () (
            slo:events:increase{service="checkout", slo="experience", by="", kind="minutes", window="piece-30m"} offset 1ms
            > 0
            or last_over_time(
              slo:events:increase{service="checkout", slo="experience", by="", kind="minutes", window="piece-30m"}[12h] offset 1ms
            )
            > 0
            and on () slo:events:increase{service="checkout", slo="experience", by="", kind="minutes", window="1m"}
          )
        )
        unless on () sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="experience", by="", kind="minutes", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 < bool 1800)
          )[29m:1m] offset 1m
        )
        * (time() % 3600 < bool 1800)
        + sum_over_time(
          (
            last_over_time(
              slo:events:increase{service="checkout", slo="experience", by="", kind="minutes", window="1m"}[1m] offset -59s999ms
            )
            * (time() % 3600 >= bool 1800)
          )[29m:1m] offset 1m
        )
        * (time() % 3600 >= bool 1800)
        > 0
      )
    labels:
      service: checkout
      slo: experience
      window: ended-30m
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="experience", by="", window="ended-30m"}[1d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="experience", by="", window="piece-30m"}[1h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="experience", by="", window="piece-30m"}[1h] offset 1d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: experience
      window: 1d
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="experience", by="", window="ended-30m"}[3d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="experience", by="", window="piece-30m"}[1h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="experience", by="", window="piece-30m"}[1h] offset 3d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: experience
      window: 3d
  - record: slo:events:increase
    expr: |-
      sum by (kind) (
        sum_over_time(
          slo:events:increase{service="checkout", slo="experience", by="", window="ended-30m"}[28d] offset -1ms
        )
        or last_over_time(
          slo:events:increase{service="checkout", slo="experience", by="", window="piece-30m"}[1h]
        )
        or label_replace(
          last_over_time(
            slo:events:increase{service="checkout", slo="experience", by="", window="piece-30m"}[1h] offset 28d
          )
          * (-1),
          "window",
          "before",
          "",
          ""
        )
      )
    labels:
      service: checkout
      slo: experience
      window: 28d
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="experience", by="", kind="bad", window="1m"}[5m] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="experience", by="", kind="total", window="1m"}[5m] offset -1ms
          )
        )
        * 5
        > 0
      )
    labels:
      service: checkout
      slo: experience
      window: 5m
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="experience", by="", kind="bad", window="1m"}[30m] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="experience", by="", kind="total", window="1m"}[30m] offset -1ms
          )
        )
        * 30
        > 0
      )
    labels:
      service: checkout
      slo: experience
      window: 30m
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="experience", by="", kind="bad", window="1m"}[1h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="experience", by="", kind="total", window="1m"}[1h] offset -1ms
          )
        )
        * 60
        > 0
      )
    labels:
      service: checkout
      slo: experience
      window: 1h
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="experience", by="", kind="bad", window="1m"}[2h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="experience", by="", kind="total", window="1m"}[2h] offset -1ms
          )
        )
        * 120
        > 0
      )
    labels:
      service: checkout
      slo: experience
      window: 2h
  - record: slo:error:ratio
    expr: |-
      sum(
        sum_over_time(
          slo:events:increase{service="checkout", slo="experience", by="", kind="bad", window="1m"}[6h] offset -1ms
        )
      )
      / (
        sum(
          avg_over_time(
            slo:events:increase{service="checkout", slo="experience", by="", kind="total", window="1m"}[6h] offset -1ms
          )
        )
        * 360
        > 0
      )
    labels:
      service: checkout
      slo: experience
      window: 6h
  - record: slo:error:ratio
    expr: |-
      (
        sum(slo:events:increase{service="checkout", slo="experience", by="", kind="bad", window="1d"})
        / (
          sum(slo:events:increase{service="checkout", slo="experience", by="", kind="total", window="1d"})
          > 0
        )
      )
      * (
        sum(slo:events:increase{service="checkout", slo="experience", by="", kind="minutes", window="1d"})
        / 1440
      )
    labels:
      service: checkout
      slo: experience
      window: 1d
  - record: slo:error:ratio
    expr: |-
      (
        sum(slo:events:increase{service="checkout", slo="experience", by="", kind="bad", window="3d"})
        / (
          sum(slo:events:increase{service="checkout", slo="experience", by="", kind="total", window="3d"})
          > 0
        )
      )
      * (
        sum(slo:events:increase{service="checkout", slo="experience", by="", kind="minutes", window="3d"})
        / 4320
      )
    labels:
      service: checkout
      slo: experience
      window: 3d
  - record: slo:error:ratio
    expr: |-
      (
        sum(slo:events:increase{service="checkout", slo="experience", by="", kind="bad", window="28d"})
        / (
          sum(
            slo:events:increase{service="checkout", slo="experience", by="", kind="total", window="28d"}
          )
          > 0
        )
      )
      * (
        sum(
          slo:events:increase{service="checkout", slo="experience", by="", kind="minutes", window="28d"}
        )
        / 40320
      )
    labels:
      service: checkout
      slo: experience
      window: 28d
  - record: slo:sli:ratio
    expr: 1 - sum(slo:error:ratio{service="checkout", slo="experience", by="", window="28d"})
    labels:
      service: checkout
      slo: experience
  - record: slo:burn_rate:current
    expr: sum(slo:error:ratio{service="checkout", slo="experience", by="", window="5m"}) / 0.01
    labels:
      service: checkout
      slo: experience
  - record: slo:error_budget:remaining
    expr: 1 - sum(slo:error:ratio{service="checkout", slo="experience", by="", window="28d"}) / 0.01
    labels:
      service: checkout
      slo: experience
  - record: slo:objective:ratio
    expr: vector(0.99)
    labels:
      service: checkout
      slo: experience
      objective: 99 %
      period: 28d
      summary: Slow answers and failures, which count three times, are at most 1 %.
  - alert: CheckoutExperienceBudgetBurnsFast
    expr: |-
      max(
        slo:error:ratio{service="checkout", slo="experience", by="", window="1h"} > 0.1344
        and on () last_over_time(slo:error:ratio{service="checkout", slo="experience", by="", window="5m"}[1h])
        > 0.1344
        and on () sum(
          sum_over_time(
            slo:events:increase{service="checkout", slo="experience", by="", kind="bad", window="1m"}[1h] offset -1ms
          )
        )
        > 3.5
        or slo:error:ratio{service="checkout", slo="experience", by="", window="6h"} > 0.056
        and on () last_over_time(slo:error:ratio{service="checkout", slo="experience", by="", window="30m"}[6h])
        > 0.056
        and on () sum(
          sum_over_time(
            slo:events:increase{service="checkout", slo="experience", by="", kind="bad", window="1m"}[6h] offset -1ms
          )
        )
        > 3.5
      )
    labels:
      service: checkout
      severity: critical
      slo: experience
      tier: page
    annotations:
      summary: The error budget of experience burns fast
      description: 'The promise: Slow answers and failures, which count three times, are at most 1 %. {{ $value | humanizePercentage }} of events fail, more than 13.44 % over 1 h and 5 min (13.44 × the budget), or 5.6 % over 6 h and 30 min (5.6 × the budget). At the rate of the last 5 min, what is left of the budget of 28 d lasts {{ with query "(clamp_min(slo:error_budget:remaining{service=\"checkout\", slo=\"experience\", by=\"\"}, 0) * 2419200) / (slo:burn_rate:current{service=\"checkout\", slo=\"experience\", by=\"\"} > 0)" }}{{ . | first | value | humanizeDuration }}{{ else }}as long as nothing more fails{{ end }}.'
      runbook_url: https://wiki.example.com/checkout/CheckoutExperienceBudgetBurnsFast.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=1398401169
  - alert: CheckoutExperienceBudgetBurnsSlowly
    expr: |-
      max(
        slo:error:ratio{service="checkout", slo="experience", by="", window="1d"} > 0.028
        and on () last_over_time(slo:error:ratio{service="checkout", slo="experience", by="", window="2h"}[1d])
        > 0.028
        and on () sum(slo:events:increase{service="checkout", slo="experience", by="", kind="bad", window="1d"})
        > 3.5
        or slo:error:ratio{service="checkout", slo="experience", by="", window="3d"} > 0.01
        and on () last_over_time(slo:error:ratio{service="checkout", slo="experience", by="", window="6h"}[3d])
        > 0.01
        and on () sum(slo:events:increase{service="checkout", slo="experience", by="", kind="bad", window="3d"})
        > 3.5
      )
    labels:
      service: checkout
      severity: warning
      slo: experience
      tier: ticket
    annotations:
      summary: The error budget of experience burns slowly
      description: 'The promise: Slow answers and failures, which count three times, are at most 1 %. {{ $value | humanizePercentage }} of events fail, more than 2.8 % over 1 d and 2 h (2.8 × the budget), or 1 % over 3 d and 6 h (1 × the budget). At the rate of the last 5 min, what is left of the budget of 28 d lasts {{ with query "(clamp_min(slo:error_budget:remaining{service=\"checkout\", slo=\"experience\", by=\"\"}, 0) * 2419200) / (slo:burn_rate:current{service=\"checkout\", slo=\"experience\", by=\"\"} > 0)" }}{{ . | first | value | humanizeDuration }}{{ else }}as long as nothing more fails{{ end }}.'
      runbook_url: https://wiki.example.com/checkout/CheckoutExperienceBudgetBurnsSlowly.md
      dashboard_url: https://grafana.example.com/d/checkout?viewPanel=1398401169

"""#
}
