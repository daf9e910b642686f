package io.digitstream.processor.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.digitstream.processor.CapturedLog;
import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.listeners.ListenerKind;
import io.digitstream.processor.metrics.WeightsMetrics;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WireFormat;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CapturedLog log = new CapturedLog(Reports.class);
    private final WeightsMetrics metrics = new WeightsMetrics(registry);
    private final HeldProducer producer = new HeldProducer();
    private final Reports reports = new Reports(
            producer,
            "training-reports",
            TopicValues.singleObject(),
            "digitstream, process 7",
            metrics,
            new ListenerGuard(),
            InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        producer.sending.countDown();
        reports.close();
        log.close();
    }

    @Test
    void writesAReportEvenIfItCannotBeCounted() {
        producer.sending.countDown();
        SimpleMeterRegistry broken = new SimpleMeterRegistry() {
            @Override
            protected Counter newCounter(Meter.Id id) {
                return new CumulativeCounter(id) {
                    @Override
                    public void increment(double amount) {
                        throw new IllegalStateException("the registry is closed");
                    }
                };
            }
        };
        ListenerGuard guard = new ListenerGuard();
        Reports uncounted = new Reports(
                producer,
                "training-reports",
                TopicValues.singleObject(),
                "digitstream, process 7",
                new WeightsMetrics(broken),
                guard,
                InstantSource.fixed(NOW));

        try (CapturedLog failures = new CapturedLog(ListenerGuard.class)) {
            uncounted.report(ReportKind.REFUSED, "v2", "v1", "it has no chunks");
            assertThat(failures.messages()).hasSize(1);
        }
        uncounted.close();

        assertThat(producer.history()).hasSize(1);
        assertThat(guard.failures(ListenerKind.METRICS)).isEqualTo(1);
    }

    @Test
    void writesWhatBecameOfAReleaseUnderItsVersion() {
        producer.sending.countDown();

        reports.report(ReportKind.REFUSED, "v2", "v1", "it has no chunks");
        reports.close();

        assertThat(producer.history()).hasSize(1);
        ProducerRecord<String, byte[]> entry = producer.history().get(0);
        assertThat(entry.topic()).isEqualTo("training-reports");
        assertThat(entry.key()).isEqualTo("v2");
        assertThat(WireFormat.TRAINING_REPORT.decode(entry.value()))
                .isEqualTo(TrainingReport.newBuilder()
                        .setKind(ReportKind.REFUSED)
                        .setVersion("v2")
                        .setAgainst("v1")
                        .setAt(NOW)
                        .setBy("digitstream, process 7")
                        .setReason("it has no chunks")
                        .setComparisons(List.of())
                        .build());
    }

    @Test
    void saysNothingOfAnotherReleaseWhereThereIsNone() {
        producer.sending.countDown();

        reports.report(ReportKind.REFUSED, "v2", "", "it has no chunks");
        reports.close();

        assertThat(written()).extracting(TrainingReport::getAgainst).containsExactly((String) null);
    }

    @Test
    void writesInTheOrderInWhichThingsHappened() {
        reports.report(ReportKind.TAKEN_OVER, "v2", "v1", "");
        reports.report(ReportKind.WENT_BACK, "v2", "v1", "");
        reports.report(ReportKind.REFUSED, "v3", "v1", "");
        producer.sending.countDown();
        reports.close();

        assertThat(written())
                .extracting(TrainingReport::getKind)
                .containsExactly(ReportKind.TAKEN_OVER, ReportKind.WENT_BACK, ReportKind.REFUSED);
    }

    @Test
    void nobodyWaitsForTheBroker() {
        reports.report(ReportKind.TAKEN_OVER, "v2", "v1", "");
        reports.report(ReportKind.WENT_BACK, "v2", "v1", "");

        assertThat(producer.history()).isEmpty();
        assertThat(counted("taken_over")).isEqualTo(1);
    }

    @Test
    void closesAfterAllThatWaitsIsWritten() {
        reports.report(ReportKind.TAKEN_OVER, "v2", "v1", "");
        reports.report(ReportKind.WENT_BACK, "v2", "v1", "");

        CompletableFuture<Void> closing = CompletableFuture.runAsync(reports::close);
        assertThat(producer.closed()).isFalse();
        producer.sending.countDown();

        assertThat(closing).succeedsWithin(Duration.ofMinutes(2));
        assertThat(written()).hasSize(2);
        assertThat(producer.closed()).isTrue();
    }

    @Test
    void aProducerThatThrowsIsNobodysConcern() {
        producer.sending.countDown();
        producer.fault = new IllegalStateException("fenced");
        assertThatCode(() -> reports.report(ReportKind.REFUSED, "v2", "v1", "")).doesNotThrowAnyException();
        await().atMost(Duration.ofMinutes(2)).until(() -> producer.sends.get() == 1);

        producer.fault = null;
        reports.report(ReportKind.REFUSED, "v3", "v1", "");
        reports.close();

        assertThat(written()).extracting(TrainingReport::getVersion).containsExactly("v3");
        assertThat(counted("refused")).as("counted all the same").isEqualTo(2);
        assertThat(log.messages()).containsExactly("WARN Cannot report that release v2 was REFUSED");
    }

    @Test
    void aReportThatTheBrokerDoesNotTakeIsNobodysConcern() {
        producer.sending.countDown();
        producer.refusal = new TimeoutException("the broker is away");

        assertThatCode(() -> {
                    reports.report(ReportKind.WENT_BACK, "v2", "v1", "");
                    reports.report(ReportKind.REFUSED, "v2", "v1", "");
                    reports.close();
                })
                .doesNotThrowAnyException();

        assertThat(producer.sends).hasValue(2);
        assertThat(log.messages())
                .containsExactly(
                        "WARN Cannot report that release v2 was WENT_BACK",
                        "WARN Cannot report that release v2 was REFUSED");
        assertThat(counted("went_back")).isEqualTo(1);
        assertThat(counted("refused")).isEqualTo(1);
    }

    /** Kafka's own patience is endless where results are exactly-once. */
    @Test
    void doesNotWaitForEverForABrokerThatIsAway() {
        reports.close();

        assertThat(producer.patience).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aReportThatComesTooLateIsNobodysConcern() {
        reports.close();

        assertThatCode(() -> reports.report(ReportKind.REFUSED, "v2", "v1", "")).doesNotThrowAnyException();
        assertThat(producer.history()).isEmpty();
        assertThat(counted("refused")).isEqualTo(1);
        assertThat(log.messages()).containsExactly("WARN Cannot report that release v2 was REFUSED");
    }

    private List<TrainingReport> written() {
        return producer.history().stream()
                .map(entry -> WireFormat.TRAINING_REPORT.decode(entry.value()))
                .toList();
    }

    private double counted(String outcome) {
        return registry.get("digitstream.weights.outcomes")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    /** A producer that waits with everything until it may send, may be refused by its broker, and may throw. */
    private static final class HeldProducer extends MockProducer<String, byte[]> {
        private final CountDownLatch sending = new CountDownLatch(1);
        private final AtomicInteger sends = new AtomicInteger();
        private volatile @Nullable RuntimeException refusal;
        private volatile @Nullable RuntimeException fault;
        private volatile Duration patience = Duration.ZERO;

        HeldProducer() {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // or nobody could look while it waits
        public Future<RecordMetadata> send(ProducerRecord<String, byte[]> entry, Callback callback) {
            try {
                sending.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            RuntimeException failure = refusal;
            RuntimeException thrown = fault;
            sends.incrementAndGet();
            if (thrown != null) {
                throw thrown;
            }
            if (failure == null) {
                return super.send(entry, callback);
            }
            callback.onCompletion(null, failure);
            return CompletableFuture.failedFuture(failure);
        }

        @Override
        public void close() {
            close(Duration.ofMillis(Long.MAX_VALUE));
        }

        @Override
        public void close(Duration timeout) {
            patience = timeout;
            super.close(timeout);
        }
    }
}
