import FeatureStoreMetrics

func record(_ metrics: FeatureStoreMetrics, symbol: String) {
    // expected-error@+1 {{missing argument for parameter 'symbol' in call}}
    metrics.manifestInsertLatency.observe(2.1, backend: .postgresql)
    // expected-error@+1 {{missing argument for parameter 'reason' in call}}
    metrics.cacheMisses.increment()
    // expected-error@+1 {{type 'Outcome' has no member 'timeout'}}
    metrics.operations.increment(operation: .insert, outcome: .timeout)
    // expected-error@+1 {{cannot convert value of type 'String' to expected argument type 'Backend'}}
    metrics.manifestInsertLatency.observe(2.1, backend: "postgresql", symbol: symbol)
    // expected-error@+1 {{cannot convert value of type 'Int' to expected argument type 'String'}}
    metrics.manifestInsertLatency.observe(2.1, backend: .postgresql, symbol: 5)
    // expected-error@+1 {{extra argument 'symbol' in call}}
    metrics.operations.increment(operation: .insert, outcome: .success, symbol: symbol)
    // expected-error@+1 {{value of type 'Gauge' has no member 'observe'}}
    metrics.hitRatio.observe(1)
    // expected-error@+1 {{value of type 'Counter' has no member 'set'}}
    metrics.cacheHits.set(5)
}
