package dev.mixlab.app.metrics;

import dev.mixlab.web.http.RequestMeter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The metrics of the program, in the text format of Prometheus. Help names each of them. */
public final class ProgramMetrics implements RequestMeter, AutoCloseable {

    /** Upper bounds of the latency histogram: from an answer out of memory to a download. */
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final AtomicInteger open = new AtomicInteger();
    private final RunMetrics runs = new RunMetrics(registry);

    /** Metrics of this process; those of an application follow by {@link #gauge}. */
    public ProgramMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        gauge(
                "process.resident.memory.bytes",
                "Memory of the process that is in the machine's memory, heap and native",
                ResidentMemory::bytes);
        gauge("mixlab.requests.open", "Requests that are being answered, event streams included", open::get);
    }

    /** Returns what counts the stages of runs. */
    public RunMetrics runs() {
        return runs;
    }

    /**
     * Adds a number that is read whenever the metrics are.
     *
     * @param name of the metric, with dots
     * @param description for people
     * @param value reads the number; where it fails, the metric is not a number
     * @param labels names and values in turn
     */
    public void gauge(String name, String description, Supplier<Number> value, String... labels) {
        Gauge.builder(name, value).description(description).tags(labels).register(registry);
    }

    /** Returns all metrics as they are now. */
    public String text() {
        return registry.scrape();
    }

    @Override
    public void began() {
        open.incrementAndGet();
    }

    @Override
    public void ended(String operation, int status, Duration took) {
        open.decrementAndGet();
        Timer.builder("mixlab.requests")
                .description("Time from the head of a request to the end of its answer")
                .tags("operation", operation, "status", Integer.toString(status))
                .serviceLevelObjectives(LATENCIES)
                .register(registry)
                .record(took);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
