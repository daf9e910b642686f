package io.digitstream.processor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.processor.batch.ReadBatch;
import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.image.RejectionReason;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.recognizer.sequence.Reading;
import io.digitstream.recognizer.sequence.ReadingStatus;
import io.digitstream.recognizer.sequence.Scores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PathMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PathMetrics metrics = new PathMetrics(registry, 64);

    @Test
    void countsWhatComesIn() {
        metrics.tookIn(1_000);
        metrics.tookIn(3_000);

        assertThat(registry.get("digitstream.images.in").counter().count()).isEqualTo(2);
        assertThat(registry.get("digitstream.image.size").summary().mean()).isEqualTo(2_000);
    }

    @Test
    void measuresEachStepApart() {
        metrics.decoded(2_000_000);
        metrics.read(
                new ReadBatch("v1", Instant.EPOCH, Duration.ofMillis(20), List.of(afterWaiting(1), afterWaiting(3))));
        metrics.recognized(ReadingStatus.READ, Duration.ofMillis(40), Duration.ofMillis(5));

        assertThat(mean("digitstream.decode")).isEqualTo(2);
        assertThat(mean("digitstream.wait")).isEqualTo(2);
        assertThat(mean("digitstream.inference")).isEqualTo(20);
        assertThat(mean("digitstream.forward")).isEqualTo(5);
        assertThat(mean("digitstream.image")).isEqualTo(40);
        assertThat(registry.get("digitstream.batch.size").summary().mean()).isEqualTo(2);
    }

    @Test
    void aResultThatIsThereBeforeTheStreamThreadsClockTookNoTime() {
        metrics.recognized(ReadingStatus.READ, Duration.ofMillis(-1), Duration.ofNanos(-1_963_446));

        assertThat(registry.get("digitstream.image").timer().count()).isEqualTo(1);
        assertThat(registry.get("digitstream.forward").timer().count()).isEqualTo(1);
        assertThat(mean("digitstream.forward")).isZero();
    }

    @ParameterizedTest
    @EnumSource(ReadingStatus.class)
    void countsEachStatus(ReadingStatus status) {
        metrics.recognized(status, Duration.ZERO, Duration.ZERO);

        assertThat(count("digitstream.images.recognized", "status", status)).isEqualTo(1);
        assertThat(registry.get("digitstream.images.recognized").counters())
                .as("the others are there, and 0")
                .hasSize(ReadingStatus.values().length);
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void countsEachReason(RejectionReason reason) {
        metrics.rejected(reason);

        assertThat(count("digitstream.images.rejected", "reason", reason)).isEqualTo(1);
    }

    @Test
    void addsUpWhatIsPendingInTheTasksThatAreHere() {
        metrics.pending("0_0", 10);
        metrics.pending("0_1", 5);
        metrics.pending("0_1", 7);
        assertThat(registry.get("digitstream.pending.images").gauge().value()).isEqualTo(17);
        assertThat(registry.get("digitstream.pending.slots").gauge().value()).isEqualTo(128);

        metrics.ended("0_0");
        assertThat(registry.get("digitstream.pending.images").gauge().value()).isEqualTo(7);
        assertThat(registry.get("digitstream.pending.slots").gauge().value()).isEqualTo(64);
    }

    private static ReadBatch.ReadImage afterWaiting(long millis) {
        Scores scores = new Scores(
                Head.of(5).stream().map(head -> new float[head.classes()]).toArray(float[][]::new));
        Reading nothing = new Reading(ReadingStatus.NO_NUMBER, new Candidate(0, "", 0.5), List.of(), scores);
        return new ReadBatch.ReadImage(
                "", Duration.ofMillis(millis), Optional.of(new PlacedReading(nothing, null, false)));
    }

    private double mean(String timer) {
        return registry.get(timer).timer().mean(TimeUnit.MILLISECONDS);
    }

    private double count(String name, String tag, Enum<?> value) {
        return registry.get(name)
                .tag(tag, value.name().toLowerCase(Locale.ROOT))
                .counter()
                .count();
    }
}
