package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.FormulaWeights;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine does. */
@ParameterizedClass
@EnumSource(EngineKind.class)
@DisabledOnOs(value = OS.MAC, architectures = "x86_64", disabledReason = "ONNX Runtime has no natives for it any more")
final class EngineTest {
    private static final InputShape INPUT = Architecture.of(5).input();
    private static final Networks ODD = new Networks(Dl4jNetworkTest.ODD, Dl4jLocatorNetworkTest.ODD);
    private static final float SAME = 1e-5f;

    private final EngineKind kind;
    private final Engine engine;

    EngineTest(EngineKind kind) {
        this.kind = kind;
        this.engine = kind.fill(FormulaWeights.release(1));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 64})
    void scoresAnImageTheSameInABatchOfAnySizeAndAtAnyPlace(int size) {
        Pixels plate = EngineImages.plate(INPUT);
        Scores alone = engine.score(List.of(plate)).get(0);
        for (int place : new int[] {0, size / 2, size - 1}) {
            List<Pixels> batch = new ArrayList<>(EngineImages.noise(INPUT, size, size));
            batch.set(place, plate);
            ScoresAssert.requireClose(engine.score(batch).get(place), alone, SAME);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void keepsTheOrderOfTheBatch(long seed) {
        List<Pixels> images = EngineImages.noise(INPUT, 9, seed);
        List<Scores> scores = engine.score(images);
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8));
        Collections.shuffle(order, new Random(seed));
        List<Scores> shuffled = engine.score(order.stream().map(images::get).toList());
        for (int i = 0; i < order.size(); i++) {
            ScoresAssert.requireClose(shuffled.get(i), scores.get(order.get(i)), SAME);
        }
        assertThat(scores.get(0).head(1)).isNotEqualTo(scores.get(1).head(1));
    }

    @Test
    void givesProbabilitiesThatAddUpToOne() {
        for (Scores scores : engine.score(EngineImages.noise(INPUT, 5, 3))) {
            for (int head = 0; head < Head.of(5).size(); head++) {
                double sum = 0;
                for (float probability : scores.head(head)) {
                    assertThat(probability).isBetween(0f, 1f);
                    sum += probability;
                }
                assertThat(sum).isBetween(0.9999, 1.0001);
            }
        }
    }

    @Test
    void agreesWithTheNetworkWrittenOutInLoops() {
        PlainNetwork plain = new PlainNetwork(Architecture.of(5), FormulaWeights.tensors(Architecture.of(5), 1));
        Pixels plate = EngineImages.plate(INPUT);
        ScoresAssert.requireClose(engine.score(List.of(plate)).get(0), plain.score(plate), 1e-4f);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithTheNetworkWrittenOutInLoopsForOddSizesToo(long seed) throws InvalidWeightsException {
        Release release = release(FormulaWeights.tensors(ODD, seed));
        PlainNetwork plain = new PlainNetwork(Dl4jNetworkTest.ODD, FormulaWeights.tensors(Dl4jNetworkTest.ODD, seed));
        try (Engine odd = kind.fill(release)) {
            List<Pixels> images = EngineImages.noise(Dl4jNetworkTest.ODD.input(), 6, seed);
            List<Scores> scores = odd.score(images);
            for (int i = 0; i < images.size(); i++) {
                ScoresAssert.requireClose(scores.get(i), plain.score(images.get(i)), 1e-4f);
            }
        }
    }

    @Test
    void refusesAnImageOfAnotherShape() {
        Pixels right = EngineImages.plate(INPUT);
        Pixels lying = EngineImages.plate(new InputShape(64, 48));
        assertThatThrownBy(() -> engine.score(List.of(right, lying)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the network takes InputShape[height=48, width=64], not InputShape[height=64, width=48]");
    }

    @Test
    void refusesToCallAScoreWhatIsNoNumber() throws InvalidWeightsException {
        List<Tensor> huge = FormulaWeights.tensors(ODD, 1).stream()
                .map(tensor -> tensor.shape().name().endsWith("weight") ? scaled(tensor, 1e30f) : tensor)
                .toList();
        try (Engine broken = kind.fill(release(huge))) {
            List<Pixels> images = EngineImages.noise(Dl4jNetworkTest.ODD.input(), 2, 1);
            assertThatThrownBy(() -> broken.score(images)).hasMessageContaining("gives a class the probability NaN");
        }
    }

    @Test
    void manyEnginesLiveSideBySide() {
        Pixels plate = EngineImages.plate(INPUT);
        Scores before = engine.score(List.of(plate)).get(0);
        try (Engine other = kind.fill(FormulaWeights.release(2))) {
            assertThat(other.score(List.of(plate)).get(0).head(0)).isNotEqualTo(before.head(0));
            ScoresAssert.requireClose(engine.score(List.of(plate)).get(0), before, 0);
        }
        ScoresAssert.requireClose(engine.score(List.of(plate)).get(0), before, 0);
    }

    private static Tensor scaled(Tensor tensor, float factor) {
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return new Tensor(tensor.shape(), values);
    }

    private static Release release(List<Tensor> tensors) throws InvalidWeightsException {
        SequenceReader reader = new SequenceReader(Calibration.none(5), 0.5);
        return Release.of(ODD, tensors, reader, new LookReader(reader), Map.of());
    }
}
