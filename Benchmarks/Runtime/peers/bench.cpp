// prometheus-cpp in the rows of the table; see ../run.
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

using namespace prometheus;

static const std::vector<double> bounds{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

static double processorTime() {
    timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

static void report(const char *row, int threads, std::vector<double> runs) {
    std::sort(runs.begin(), runs.end());
    std::printf("prometheus-cpp\t%s\t%d\t%f\t%f\t%f\n", row, threads, runs[runs.size() / 2], runs.front(), runs.back());
    std::fflush(stdout);
}

static void record(const char *row, int calls, const std::function<void(int, int)> &body) {
    for (int threads : {1, 2}) {
        std::vector<double> runs;
        for (int run = 0; run < 7; run++) {
            std::atomic<int> waiting{threads};
            std::vector<double> spent(threads);
            std::vector<std::thread> crew;
            for (int thread = 0; thread < threads; thread++)
                crew.emplace_back([&, thread] {
                    waiting--;
                    while (waiting > 0) {}
                    double start = processorTime();
                    body(thread, calls);
                    spent[thread] = processorTime() - start;
                });
            for (auto &thread : crew) thread.join();
            double total = 0;
            for (double time : spent) total += time;
            runs.push_back(total / threads / calls);
        }
        report(row, threads, runs);
    }
}

static void once(const char *row, int count, const std::function<void()> &body) {
    std::vector<double> runs;
    for (int run = 0; run <= count; run++) {
        double start = processorTime();
        body();
        if (run > 0) runs.push_back((processorTime() - start) / 1e6);
    }
    report(row, 1, runs);
}

static std::shared_ptr<Registry> counters(int count) {
    auto registry = std::make_shared<Registry>();
    auto &family = BuildCounter().Name("requests_total").Help("Requests.").Register(*registry);
    for (int number = 0; number < count; number++)
        family.Add({{"path", "path-" + std::to_string(number)}}).Increment(number * 37);
    return registry;
}

static std::shared_ptr<Registry> histograms(int count) {
    auto registry = std::make_shared<Registry>();
    auto &family = BuildHistogram().Name("request_duration_seconds").Help("Time.").Register(*registry);
    for (int number = 0; number < count; number++) {
        auto &series = family.Add(
            {{"method", number & 1 ? "PUT" : "GET"}, {"path", "path-" + std::to_string(number)}}, bounds);
        for (int step = 1; step <= 5; step++) series.Observe(number % 13 * 0.0173 * step);
    }
    return registry;
}

int main() {
    Registry registry;
    auto &counter = BuildCounter().Name("c_total").Register(registry).Add({});
    auto &gauge = BuildGauge().Name("g").Register(registry).Add({});
    auto &histogram = BuildHistogram().Name("h").Register(registry).Add({}, bounds);
    auto &family = BuildHistogram().Name("strings").Register(registry);
    std::mt19937 random(1);
    std::uniform_real_distribution<double> share(0.3, 1.2);
    std::vector<double> values;
    std::vector<int> order;
    for (int index = 0; index < 1024; index++) {
        values.push_back(bounds[random() % 11] * share(random));
        order.push_back(random() % 1000);
    }
    std::vector<std::string> tens, symbols;
    for (int index = 0; index < 10; index++) tens.push_back("backend-" + std::to_string(index));
    for (int index = 0; index < 100; index++) symbols.push_back("symbol-" + std::to_string(index));

    record("counter +1", 5000000, [&](int, int calls) { for (int i = 0; i < calls; i++) counter.Increment(); });
    record("gauge set", 5000000, [&](int, int calls) { for (int i = 0; i < calls; i++) gauge.Set(i); });
    record("histogram, 11 buckets", 5000000, [&](int, int calls) {
        for (int i = 0; i < calls; i++) histogram.Observe(values[i & 1023]);
    });
    record("2 string labels looked up + observe", 500000, [&](int, int calls) {
        for (int i = 0; i < calls; i++) {
            int series = order[i & 1023];
            family.Add({{"a", tens[series / 100]}, {"symbol", symbols[series % 100]}}, bounds).Observe(values[i & 1023]);
        }
    });
    once("register 100k series in one family, ms", 3, [] { counters(100000); });
    TextSerializer serializer;
    auto expose = [&](const char *row, int count, std::shared_ptr<Registry> of) {
        once(row, count, [&] { serializer.Serialize(of->Collect()); });
    };
    expose("expose 10k counters, ms", 9, counters(10000));
    expose("expose 10k histograms, ms", 9, histograms(10000));
    expose("expose 100k histograms, ms", 3, histograms(100000));
}
