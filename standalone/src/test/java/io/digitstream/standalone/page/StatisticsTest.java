package io.digitstream.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.schemas.ReadingStatus;
import io.digitstream.standalone.page.Statistics.Figures;
import io.digitstream.standalone.page.feed.Sight;
import io.digitstream.standalone.page.feed.SomeSights;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Figures over the last minutes, from images that were all sent at second 0 of 1970. */
final class StatisticsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_003);

    private final Statistics statistics = new Statistics();

    @Test
    void knowsNothingAtFirst() {
        Statistics.Numbers numbers = statistics.until(NOW);
        assertThat(numbers.seconds()).hasSize(60).allSatisfy(StatisticsTest::isEmpty);
        isEmpty(numbers.lately());
    }

    private static void isEmpty(Figures figures) {
        assertThat(figures.images()).isZero();
        assertThat(figures.p50()).isNull();
        assertThat(figures.uncertain()).isNull();
    }

    @Test
    void tellsThroughputLatencyBatchesAndDoubt() {
        for (int i = 0; i < 20; i++) {
            Instant batch = NOW.minusSeconds(i < 10 ? 5 : 3);
            add(batch, i == 0 ? ReadingStatus.UNCERTAIN : ReadingStatus.READ);
        }
        Figures lately = statistics.until(NOW).lately();
        assertThat(lately.images()).isEqualTo(2);
        assertThat(lately.batch()).isEqualTo(10);
        assertThat(lately.uncertain()).isEqualTo(0.05);
        assertThat(lately.p50()).isEqualTo(998_000);
        assertThat(lately.p99()).isEqualTo(1_000_000);
        assertThat(statistics.images()).isEqualTo(20);
    }

    @Test
    void showsWholeStepsOnly() {
        add(Instant.ofEpochSecond(999), ReadingStatus.READ);
        add(Instant.ofEpochSecond(1_002), ReadingStatus.READ);
        Figures last = statistics.until(NOW).seconds().get(59);
        assertThat(last.at()).isEqualTo(995);
        assertThat(last.images()).isEqualTo(0.2);
    }

    @Test
    void forgetsWhatIsNotShown() {
        add(NOW, ReadingStatus.READ);
        Instant later = NOW.plus(Statistics.SHOWN).plusSeconds(60);
        statistics.add(read(later, ReadingStatus.READ), later);
        assertThat(statistics.until(NOW).lately().images()).isZero();
        assertThat(statistics.images()).isEqualTo(2);
    }

    /** A processor's clock may be wrong by any amount. */
    @Test
    void aRecordOfAnotherTimeSpoilsNothing() {
        add(NOW.minusSeconds(3), ReadingStatus.READ);
        add(NOW.plus(Duration.ofDays(400)), ReadingStatus.READ);
        add(NOW.minus(Duration.ofMinutes(16)), ReadingStatus.READ);
        assertThat(statistics.until(NOW).lately().images()).isEqualTo(0.1);
    }

    @Test
    void countsTheRejected() {
        statistics.add(SomeSights.rejected(1, SomeSights.image(new byte[0], null)), NOW);
        assertThat(statistics.images()).isEqualTo(1);
        assertThat(statistics.rejected()).isEqualTo(1);
        assertThat(statistics.until(NOW).lately().images()).isZero();
    }

    private void add(Instant at, ReadingStatus status) {
        statistics.add(read(at, status), NOW);
    }

    private static Sight read(Instant at, ReadingStatus status) {
        return SomeSights.of(1, SomeSights.image(new byte[1], null), SomeSights.recognition(status, 0.9, at, null));
    }
}
