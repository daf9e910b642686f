package io.digitstream.trainer.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DriftReportsTest {
    private static final TopicPartition PARTITION = new TopicPartition("training-reports", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Connection connection =
            new Connection("localhost:9092", Map.of(), Topics.defaults(), Duration.ofSeconds(1));
    private final DriftReports reports = new DriftReports(connection, consumer);
    private long offset;

    @BeforeEach
    void assign() {
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @Test
    void nothingHasDriftedAtFirst() throws IOException {
        assertThat(reports.isUnanswered()).isFalse();
    }

    @Test
    void aDriftStaysUnansweredUntilACycleEnds() throws IOException {
        write(ReportKind.TAKEN_OVER);
        write(ReportKind.DRIFTED);
        assertThat(reports.isUnanswered()).isTrue();
        write(ReportKind.REFUSED);
        assertThat(reports.isUnanswered()).isTrue();

        write(ReportKind.HELD);
        assertThat(reports.isUnanswered()).isFalse();
        write(ReportKind.DRIFTED);
        assertThat(reports.isUnanswered()).isTrue();
        write(ReportKind.PUBLISHED);
        assertThat(reports.isUnanswered()).isFalse();
    }

    @Test
    void leavesOutWhatIsNoReport() throws IOException {
        write(ReportKind.DRIFTED);
        consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, offset++, new byte[0], new byte[] {1}));

        assertThat(reports.isUnanswered()).isTrue();
    }

    /** Retraining opens them again every ten seconds while the broker is away. */
    @Test
    void closesItsConsumerIfTheTopicCannotBeFound() {
        MockConsumer<byte[], byte[]> away = new MockConsumer<>("earliest") {
            @Override
            public synchronized List<PartitionInfo> partitionsFor(String topic) {
                throw new TimeoutException("no broker");
            }
        };

        assertThatThrownBy(() -> DriftReports.open(connection, away)).isInstanceOf(TimeoutException.class);

        assertThat(away.closed()).isTrue();
    }

    private void write(ReportKind kind) {
        TrainingReport report = TrainingReport.newBuilder()
                .setKind(kind)
                .setVersion("v1")
                .setAt(Instant.EPOCH)
                .setBy("somebody")
                .setReason("for a reason")
                .setComparisons(List.of())
                .build();
        consumer.addRecord(new ConsumerRecord<>(
                PARTITION.topic(), 0, offset++, new byte[0], WireFormat.TRAINING_REPORT.encode(report)));
    }
}
