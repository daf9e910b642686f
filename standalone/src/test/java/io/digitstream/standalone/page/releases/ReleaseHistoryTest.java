package io.digitstream.standalone.page.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.application.connection.Connection;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WeightsKeys;
import io.digitstream.schemas.WeightsRelease;
import io.digitstream.schemas.WireFormat;
import io.digitstream.schemas.WireFormatException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReleaseHistoryTest {
    private int changes;
    private final ReleaseHistory history =
            new ReleaseHistory(Connection.to("kafka:9092", Topics.defaults()), () -> changes++);

    @Test
    void knowsTheReleasesAndWhichIsInForce() {
        release("a");
        release("b");
        inForce("b", true);
        assertThat(history.releases()).extracting(WeightsRelease::getVersion).containsExactly("b", "a");
        assertThat(history.current()).contains(new CurrentRelease("b", true));
        inForce("a", false);
        assertThat(history.current()).contains(new CurrentRelease("a", false));
        assertThat(changes).isEqualTo(4);
    }

    @Test
    void tellsDecisionsNewestFirstAndForgetsTheOldest() {
        for (int i = 0; i < 250; i++) {
            report("release-" + i);
        }
        assertThat(history.reports())
                .hasSize(200)
                .first()
                .extracting(TrainingReport::getVersion)
                .isEqualTo("release-249");
    }

    @Test
    void aRecordThatIsNoReportChangesNothing() {
        assertThatThrownBy(() -> history.accept(record("training-reports", null, new byte[] {1, 2})))
                .isInstanceOf(WireFormatException.class);
        assertThat(history.reports()).isEmpty();
        assertThat(changes).isZero();
    }

    private void release(String version) {
        WeightsRelease manifest = WeightsRelease.newBuilder()
                .setVersion(version)
                .setFingerprint("network")
                .setCreatedAt(Instant.ofEpochSecond(version.charAt(0)))
                .setSize(20)
                .setChunkCount(2)
                .setChunkSize(10)
                .setSha256("ab".repeat(32))
                .build();
        history.accept(record("weights", WeightsKeys.release(version), WireFormat.WEIGHTS_RELEASE.encode(manifest)));
    }

    private void inForce(String version, boolean pinned) {
        byte[] value = WireFormat.CURRENT_RELEASE.encode(new CurrentRelease(version, pinned));
        history.accept(record("weights", WeightsKeys.current(), value));
    }

    private void report(String version) {
        TrainingReport report = TrainingReport.newBuilder()
                .setKind(ReportKind.HELD)
                .setVersion(version)
                .setAt(Instant.EPOCH)
                .setBy("a test")
                .setReason("because")
                .setComparisons(List.of())
                .build();
        history.accept(record("training-reports", null, WireFormat.TRAINING_REPORT.encode(report)));
    }

    private static ConsumerRecord<String, byte[]> record(String topic, @Nullable String key, byte[] value) {
        return new ConsumerRecord<>(topic, 0, 0, key, value);
    }
}
