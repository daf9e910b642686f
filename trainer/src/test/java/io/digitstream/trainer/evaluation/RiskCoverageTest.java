package io.digitstream.trainer.evaluation;

import static io.digitstream.trainer.evaluation.Outcomes.outcome;
import static io.digitstream.trainer.evaluation.Outcomes.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.trainer.evaluation.RiskCoverage.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RiskCoverageTest {
    @Test
    void goesFromTheMostConfidentReadingToAll() {
        RiskCoverage curve = RiskCoverage.of(List.of(
                outcome("1", "2", 0.5), outcome("1", "1", 0.9), outcome("1", "2", 0.7), outcome("1", "1", 0.6)));
        assertThat(curve.points())
                .containsExactly(
                        new Point(0.9, new Share(1, 1)),
                        new Point(0.7, new Share(1, 2)),
                        new Point(0.6, new Share(2, 3)),
                        new Point(0.5, new Share(2, 4)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void takesReadingsOfTheSameConfidenceAsOneStep(long seed) {
        List<Outcome> outcomes = new ArrayList<>(outcomes(5, 3, 1));
        outcomes.addAll(outcomes(3, 1, 0.5));
        Collections.shuffle(outcomes, new Random(seed));
        assertThat(RiskCoverage.of(outcomes).points())
                .containsExactly(new Point(1, new Share(3, 5)), new Point(0.5, new Share(4, 8)));
    }

    @Test
    void findsTheWidestPointOfAnAccuracyAlsoBeyondWorseOnes() {
        List<Outcome> outcomes = new ArrayList<>(outcomes(1, 0, 0.99));
        outcomes.addAll(outcomes(9, 9, 0.9));
        outcomes.addAll(outcomes(2, 0, 0.1));
        RiskCoverage curve = RiskCoverage.of(outcomes);
        assertThat(curve.widest(0.9)).contains(new Point(0.9, new Share(9, 10)));
        assertThat(curve.widest(0)).contains(new Point(0.1, new Share(9, 12)));
        assertThat(curve.widest(0.95)).isEmpty();
    }

    @Test
    void isEmptyWithoutPhotos() {
        assertThat(RiskCoverage.of(List.of()).points()).isEmpty();
        assertThat(RiskCoverage.of(List.of()).widest(0)).isEmpty();
    }
}
