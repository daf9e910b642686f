package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.weights.FormulaWeights;
import io.digitstream.recognizer.weights.Quantization;
import io.digitstream.recognizer.weights.Release;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The reading network in whole numbers beside the same in floating point. */
@DisabledOnOs(value = OS.MAC, architectures = "x86_64", disabledReason = "ONNX Runtime has no natives for it any more")
final class QuantizedEngineTest {
    private static final EngineChoice INT8 = new EngineChoice(EngineKind.ONNX, Device.CPU, Precision.INT8);
    private static final Release RELEASE = FormulaWeights.release(1);
    private static final List<Pixels> IMAGES =
            EngineImages.noise(RELEASE.networks().reading().input(), 40, 1);

    @Test
    void scoresNearlyTheSame() {
        Release release = RELEASE.withQuantization(new Quantization(Reach.of(RELEASE, IMAGES), 0.1));
        try (Engine whole = INT8.fill(release);
                Engine floating = EngineKind.ONNX.fill(release)) {
            assertThat(difference(whole.score(IMAGES), floating.score(IMAGES))).isBetween(1e-6, 0.01);
            assertThat(whole.score(IMAGES.subList(3, 4)))
                    .as("alone or in a batch")
                    .usingRecursiveComparison()
                    .isEqualTo(whole.score(IMAGES).subList(3, 4));
        }
    }

    /** On average over all classes of all heads of all images. */
    private static double difference(List<Scores> one, List<Scores> other) {
        DoubleSummaryStatistics differences = new DoubleSummaryStatistics();
        for (int i = 0; i < one.size(); i++) {
            for (int head = 0; head < Head.of(5).size(); head++) {
                for (int k = 0; k < one.get(i).head(head).length; k++) {
                    differences.accept(
                            Math.abs(one.get(i).head(head)[k] - other.get(i).head(head)[k]));
                }
            }
        }
        return differences.getAverage();
    }

    @Test
    void valuesReachAsFarAsInTheImageWhereTheyReachFurthest() {
        List<Float> first = Reach.of(RELEASE, IMAGES.subList(0, 1));
        List<Float> second = Reach.of(RELEASE, IMAGES.subList(1, 2));
        List<Float> both = Reach.of(RELEASE, IMAGES.subList(0, 2));
        assertThat(both).hasSize(RELEASE.networks().reading().blocks().size());
        for (int i = 0; i < both.size(); i++) {
            assertThat(both.get(i)).isPositive().isEqualTo(Math.max(first.get(i), second.get(i)));
        }
    }

    @Test
    void takesNoReleaseThatDoesNotSayHow() {
        assertThatThrownBy(() -> INT8.fill(RELEASE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("does not say how to compute it in int8: 'trainer quantize' adds that");
    }

    @Test
    void takesNoReleaseThatReadsMuchLessThen() {
        List<Float> reach = Reach.of(RELEASE, IMAGES);
        INT8.fill(RELEASE.withQuantization(new Quantization(reach, 0.3))).close();
        assertThatThrownBy(() -> INT8.fill(RELEASE.withQuantization(new Quantization(reach, 0.31))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("reads 0.31 points less than in fp32, 0.3 is the limit");
    }
}
