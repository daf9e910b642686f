package io.digitstream.processor.reports;

import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.listeners.ListenerKind;
import io.digitstream.processor.metrics.WeightsMetrics;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WireFormat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes training reports on a thread of its own, so that nobody waits for the broker. A report that cannot be written is
 * logged: images go on being read. Thread-safe.
 */
public final class Reports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final int MOST_BLOCKED_MILLIS = 3_000;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final TopicValues values;
    private final String by;
    private final WeightsMetrics metrics;
    private final ListenerGuard guard;
    private final InstantSource clock;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> new Thread(task, "reports"));

    /**
     * @param producer closed with the reports
     * @param values how reports stand on the topic
     * @param by what this processor calls itself
     * @param metrics that count reports
     * @param guard of the metrics and of the reports themselves
     */
    Reports(
            Producer<String, byte[]> producer,
            String topic,
            TopicValues values,
            String by,
            WeightsMetrics metrics,
            ListenerGuard guard,
            InstantSource clock) {
        this.producer = producer;
        this.topic = topic;
        this.values = values;
        this.by = by;
        this.metrics = metrics;
        this.guard = guard;
        this.clock = clock;
    }

    /** Reports of a processor with these settings. */
    public static Reports of(
            ProcessorSettings settings, TopicValues values, WeightsMetrics metrics, ListenerGuard guard) {
        Map<String, Object> properties = new StreamsConfig(settings.kafka()).getProducerConfigs("reports");
        properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MOST_BLOCKED_MILLIS);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        return new Reports(
                new KafkaProducer<>(properties),
                settings.topics().trainingReports(),
                values,
                "%s, process %d"
                        .formatted(
                                settings.kafka().get(StreamsConfig.APPLICATION_ID_CONFIG),
                                ProcessHandle.current().pid()),
                metrics,
                guard,
                InstantSource.system());
    }

    /**
     * Reports what became of a release; after the end, only to the log. Never throws.
     *
     * @param against version of the release that is read with besides or instead; empty for none
     * @param reason in one line, for people
     */
    public void report(ReportKind kind, String version, String against, String reason) {
        guard.run(ListenerKind.METRICS, () -> metrics.outcome(kind));
        guard.run(ListenerKind.REPORTS, () -> enqueue(kind, version, against, reason));
    }

    /** Reports that what is read is no longer like what a release was validated on. */
    public void drifted(String version, String reason) {
        report(ReportKind.DRIFTED, version, "", reason);
    }

    private void enqueue(ReportKind kind, String version, String against, String reason) {
        TrainingReport report = TrainingReport.newBuilder()
                .setKind(kind)
                .setVersion(version)
                .setAgainst(against.isEmpty() ? null : against)
                .setAt(clock.instant())
                .setBy(by)
                .setReason(reason)
                .setComparisons(List.of())
                .build();
        try {
            writer.execute(() -> write(report));
        } catch (RejectedExecutionException e) {
            complain(report, e);
        }
    }

    private void write(TrainingReport report) {
        try {
            ProducerRecord<String, byte[]> entry = new ProducerRecord<>(
                    topic, report.getVersion(), values.encode(topic, WireFormat.TRAINING_REPORT, report));
            var unused = producer.send(entry, (metadata, failure) -> {
                if (failure != null) {
                    complain(report, failure);
                }
            });
        } catch (RuntimeException e) {
            complain(report, e);
        }
    }

    private static void complain(TrainingReport report, Exception failure) {
        LOG.warn("Cannot report that release {} was {}", report.getVersion(), report.getKind(), failure);
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Some reports are not written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Without a bound it would wait for a broker that is away: under exactly-once, for weeks.
            producer.close(CLOSE_PATIENCE);
        }
    }
}
