package io.digitstream.processor.metrics;

import io.digitstream.processor.batch.InferenceListener;
import io.digitstream.processor.batch.ReadBatch;
import io.digitstream.recognizer.image.RejectionReason;
import io.digitstream.recognizer.sequence.ReadingStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is measured about the way of images through this process. Thread-safe. */
public final class PathMetrics implements PathListener, InferenceListener {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final Counter in;
    private final DistributionSummary bytes;
    private final Timer decode;
    private final Timer wait;
    private final Timer inference;
    private final Timer forward;
    private final Timer whole;
    private final DistributionSummary batch;
    private final Map<ReadingStatus, Counter> recognized = new EnumMap<>(ReadingStatus.class);
    private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);
    private final Map<String, Integer> pending = new ConcurrentHashMap<>();

    /** @param slotsPerTask images of a task that may be pending */
    public PathMetrics(MeterRegistry registry, int slotsPerTask) {
        in = Counter.builder("digitstream.images.in")
                .description("Images taken in")
                .register(registry);
        bytes = DistributionSummary.builder("digitstream.image.size")
                .baseUnit("bytes")
                .description("Records that images came in")
                .register(registry);
        decode = timer("digitstream.decode", "Wire format, decoding, cropping, of one image", registry);
        wait = timer("digitstream.wait", "From decoded to the beginning of its batch, of one image", registry);
        inference = timer("digitstream.inference", "Finding and reading, of one batch", registry);
        forward = timer("digitstream.forward", "From read to its result forwarded, of one image", registry);
        whole = timer("digitstream.image", "From taken in to its result forwarded, of one image read", registry);
        batch = DistributionSummary.builder("digitstream.batch.size")
                .description("Images in a batch")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128)
                .register(registry);
        for (ReadingStatus status : ReadingStatus.values()) {
            recognized.put(status, counter("recognized", "status", name(status), "Images read, by status", registry));
        }
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(reason, counter("rejected", "reason", name(reason), "Images rejected, by reason", registry));
        }
        Gauge.builder("digitstream.pending.images", pending, PathMetrics::sum)
                .description("Images between intake and result, of all tasks")
                .register(registry);
        Gauge.builder("digitstream.pending.slots", pending, tasks -> tasks.size() * slotsPerTask)
                .description("Images that may be between intake and result, of all tasks")
                .register(registry);
    }

    private static int sum(Map<String, Integer> numbers) {
        return numbers.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Counter counter(String what, String tag, String value, String description, MeterRegistry registry) {
        return Counter.builder("digitstream.images." + what)
                .description(description)
                .tag(tag, value)
                .register(registry);
    }

    private static Timer timer(String name, String description, MeterRegistry registry) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void tookIn(long size) {
        in.increment();
        bytes.record((double) size);
    }

    @Override
    public void decoded(long nanos) {
        decode.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void recognized(ReadingStatus status, Duration sinceIn, Duration sinceRead) {
        count(recognized.get(status));
        whole.record(atLeastZero(sinceIn));
        forward.record(atLeastZero(sinceRead));
    }

    /** A stream thread looks at its clock once for many records: the inference thread's may be ahead of it. */
    private static Duration atLeastZero(Duration measured) {
        return measured.isNegative() ? Duration.ZERO : measured;
    }

    @Override
    public void rejected(RejectionReason reason) {
        count(rejected.get(reason));
    }

    @Override
    public void pending(String task, int images) {
        pending.put(task, images);
    }

    @Override
    public void ended(String task) {
        pending.remove(task);
    }

    private static void count(@Nullable Counter counter) {
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void read(ReadBatch read) {
        batch.record(read.images().size());
        inference.record(read.took());
        read.images().forEach(image -> wait.record(image.waited()));
    }
}
