package io.digitstream.processor.reports;

import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.metrics.WeightsMetrics;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WireFormat;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reports, and what they have written so far. Thread-safe. */
public final class WrittenReports implements AutoCloseable {
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final Reports reports = new Reports(
            producer,
            "training-reports",
            TopicValues.singleObject(),
            "a test",
            new WeightsMetrics(new SimpleMeterRegistry()),
            new ListenerGuard(),
            InstantSource.fixed(Instant.EPOCH));

    public Reports reports() {
        return reports;
    }

    /** In the order in which they were written. */
    public List<TrainingReport> all() {
        return producer.history().stream()
                .map(entry -> WireFormat.TRAINING_REPORT.decode(entry.value()))
                .toList();
    }

    @Override
    public void close() {
        reports.close();
    }
}
