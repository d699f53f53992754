// client_golang in the rows of the table; see ../run.
package main

import (
	"bytes"
	"fmt"
	"math/rand"
	"runtime"
	"sort"
	"sync"
	"sync/atomic"
	"syscall"
	"unsafe"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/expfmt"
)

var bounds = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10}

// clock reads CLOCK_THREAD_CPUTIME_ID (3) or, for work that Go spreads over threads, CLOCK_PROCESS_CPUTIME_ID (2).
func clock(id uintptr) float64 {
	var time syscall.Timespec
	syscall.Syscall(syscall.SYS_CLOCK_GETTIME, id, uintptr(unsafe.Pointer(&time)), 0)
	return float64(time.Sec)*1e9 + float64(time.Nsec)
}

func report(row string, threads int, runs []float64) {
	sort.Float64s(runs)
	fmt.Printf("client_golang\t%s\t%d\t%f\t%f\t%f\n", row, threads, runs[len(runs)/2], runs[0], runs[len(runs)-1])
}

func record(row string, calls int, body func(calls int)) {
	for threads := 1; threads <= 2; threads++ {
		var runs []float64
		for run := 0; run < 7; run++ {
			waiting := int32(threads)
			spent := make([]float64, threads)
			var crew sync.WaitGroup
			for thread := 0; thread < threads; thread++ {
				crew.Add(1)
				go func(thread int) {
					runtime.LockOSThread()
					atomic.AddInt32(&waiting, -1)
					for atomic.LoadInt32(&waiting) > 0 {
					}
					start := clock(3)
					body(calls)
					spent[thread] = clock(3) - start
					crew.Done()
				}(thread)
			}
			crew.Wait()
			total := 0.0
			for _, time := range spent {
				total += time
			}
			runs = append(runs, total/float64(threads)/float64(calls))
		}
		report(row, threads, runs)
	}
}

func once(row string, count int, body func()) {
	var runs []float64
	for run := 0; run <= count; run++ {
		start := clock(2)
		body()
		if run > 0 {
			runs = append(runs, (clock(2)-start)/1e6)
		}
	}
	report(row, 1, runs)
}

func counters(count int) *prometheus.Registry {
	registry := prometheus.NewRegistry()
	family := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "requests_total", Help: "Requests."}, []string{"path"})
	registry.MustRegister(family)
	for number := 0; number < count; number++ {
		family.WithLabelValues(fmt.Sprintf("path-%d", number)).Add(float64(number * 37))
	}
	return registry
}

func histograms(count int) *prometheus.Registry {
	registry := prometheus.NewRegistry()
	family := prometheus.NewHistogramVec(
		prometheus.HistogramOpts{Name: "request_duration_seconds", Help: "Time.", Buckets: bounds},
		[]string{"method", "path"})
	registry.MustRegister(family)
	for number := 0; number < count; number++ {
		method := "GET"
		if number&1 == 1 {
			method = "PUT"
		}
		series := family.WithLabelValues(method, fmt.Sprintf("path-%d", number))
		for step := 1; step <= 5; step++ {
			series.Observe(float64(number%13) * 0.0173 * float64(step))
		}
	}
	return registry
}

func expose(row string, count int, registry *prometheus.Registry) {
	once(row, count, func() {
		families, _ := registry.Gather()
		var buffer bytes.Buffer
		encoder := expfmt.NewEncoder(&buffer, expfmt.FmtText)
		for _, family := range families {
			encoder.Encode(family)
		}
	})
}

func main() {
	counter := prometheus.NewCounter(prometheus.CounterOpts{Name: "c_total"})
	gauge := prometheus.NewGauge(prometheus.GaugeOpts{Name: "g"})
	histogram := prometheus.NewHistogram(prometheus.HistogramOpts{Name: "h", Buckets: bounds})
	family := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "s", Buckets: bounds}, []string{"a", "symbol"})
	values := make([]float64, 1024)
	order := make([]int, 1024)
	for index := range values {
		values[index] = bounds[rand.Intn(11)] * (0.3 + 0.9*rand.Float64())
		order[index] = rand.Intn(1000)
	}
	tens := make([]string, 10)
	for index := range tens {
		tens[index] = fmt.Sprintf("backend-%d", index)
	}
	symbols := make([]string, 100)
	for index := range symbols {
		symbols[index] = fmt.Sprintf("symbol-%d", index)
	}
	record("counter +1", 5000000, func(calls int) {
		for i := 0; i < calls; i++ {
			counter.Inc()
		}
	})
	record("gauge set", 5000000, func(calls int) {
		for i := 0; i < calls; i++ {
			gauge.Set(float64(i))
		}
	})
	record("histogram, 11 buckets", 5000000, func(calls int) {
		for i := 0; i < calls; i++ {
			histogram.Observe(values[i&1023])
		}
	})
	record("2 string labels looked up + observe", 2000000, func(calls int) {
		for i := 0; i < calls; i++ {
			series := order[i&1023]
			family.WithLabelValues(tens[series/100], symbols[series%100]).Observe(values[i&1023])
		}
	})
	once("register 100k series in one family, ms", 3, func() { counters(100000) })
	expose("expose 10k counters, ms", 9, counters(10000))
	expose("expose 10k histograms, ms", 9, histograms(10000))
	expose("expose 100k histograms, ms", 3, histograms(100000))
}
