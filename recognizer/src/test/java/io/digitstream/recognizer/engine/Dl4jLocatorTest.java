package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.image.ImageFiles;
import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.weights.FormulaWeights;
import io.digitstream.recognizer.weights.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Dl4jLocatorTest {
    private static final LocatorArchitecture CURRENT = LocatorArchitecture.CURRENT;
    private static final LocatorArchitecture ODD = Dl4jLocatorNetworkTest.ODD;
    private static final double SAME = 1e-5;

    private static Engine engine;

    @BeforeAll
    static void fill() {
        engine = new Dl4jEngine(FormulaWeights.release(1));
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void agreesWithTheNetworkWrittenOutInLoops() {
        PlainLocatorNetwork plain = new PlainLocatorNetwork(CURRENT, FormulaWeights.tensors(CURRENT, 1));
        List<Overview> photos = EngineImages.overviews(CURRENT.input(), 3, 1);
        List<LocationMap> maps = engine.locate(photos);
        for (int i = 0; i < photos.size(); i++) {
            LocationsAssert.requireClose(maps.get(i), plain.locate(photos.get(i)), CURRENT, 1e-4);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithTheNetworkWrittenOutInLoopsForOddSizesToo(long seed) {
        List<Tensor> tensors = FormulaWeights.tensors(ODD, seed);
        PlainLocatorNetwork plain = new PlainLocatorNetwork(ODD, tensors);
        ComputationGraph graph = Dl4jLocatorNetwork.forInference(ODD, tensors);
        try {
            List<Overview> photos = EngineImages.overviews(ODD.input(), 6, seed);
            List<LocationMap> maps = new Dl4jLocator(graph, ODD).locate(photos);
            for (int i = 0; i < photos.size(); i++) {
                LocationsAssert.requireClose(maps.get(i), plain.locate(photos.get(i)), ODD, 1e-4);
            }
        } finally {
            graph.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 32})
    void locatesInAPhotoTheSameInABatchOfAnySizeAndAtAnyPlace(int size) {
        Overview photo = Overview.of(ImageFiles.scene(150, 100, 1), CURRENT.input());
        LocationMap alone = engine.locate(List.of(photo)).get(0);
        for (int place : new int[] {0, size / 2, size - 1}) {
            List<Overview> batch = new ArrayList<>(EngineImages.overviews(CURRENT.input(), size, size));
            batch.set(place, photo);
            LocationsAssert.requireClose(engine.locate(batch).get(place), alone, SAME);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void keepsTheOrderOfTheBatch(long seed) {
        List<Overview> photos = EngineImages.overviews(CURRENT.input(), 9, seed);
        List<LocationMap> maps = engine.locate(photos);
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8));
        Collections.shuffle(order, new Random(seed));
        List<LocationMap> shuffled =
                engine.locate(order.stream().map(photos::get).toList());
        for (int i = 0; i < order.size(); i++) {
            LocationsAssert.requireClose(shuffled.get(i), maps.get(order.get(i)), SAME);
        }
        assertThat(maps.get(0).box(7)).isNotEqualTo(maps.get(1).box(7));
        assertThat(maps.get(0).presence(7)).isNotEqualTo(maps.get(1).presence(7));
    }

    @Test
    void refusesAPhotoOfAnotherShape() {
        Overview right = Overview.of(ImageFiles.scene(150, 100, 1), new InputShape(80, 160));
        Overview lying = Overview.of(ImageFiles.scene(150, 100, 1), new InputShape(160, 80));
        assertThatThrownBy(() -> engine.locate(List.of(right, lying)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the network takes InputShape[height=80, width=160], not InputShape[height=160, width=80]");
    }

    @Test
    void refusesToCallAPlaceWhatIsNoNumber() {
        List<Tensor> huge = FormulaWeights.tensors(ODD, 1).stream()
                .map(tensor -> tensor.shape().name().endsWith("weight") ? scaled(tensor, 1e30f) : tensor)
                .toList();
        ComputationGraph graph = Dl4jLocatorNetwork.forInference(ODD, huge);
        try {
            List<Overview> photos = EngineImages.overviews(ODD.input(), 2, 1);
            assertThatThrownBy(() -> new Dl4jLocator(graph, ODD).locate(photos))
                    .hasMessageContaining("gives a cell the value NaN");
        } finally {
            graph.close();
        }
    }

    @Test
    void locatesWithAGraphThatIsBeingTrainedAndLeavesItOpen() {
        ComputationGraph graph = Dl4jLocatorNetworkTest.drawn(ODD, 1);
        try {
            List<Overview> photos = EngineImages.overviews(ODD.input(), 3, 1);
            Locator over = new Dl4jLocator(graph, ODD);
            LocationMap first = over.locate(photos).get(2);
            LocationsAssert.requireClose(over.locate(photos).get(2), first, 0);
            graph.params().muli(0.5);
            assertThat(over.locate(photos).get(2).presence(0)).isNotEqualTo(first.presence(0));
        } finally {
            graph.close();
        }
    }

    /** Neither network's weights, nor what it takes and gives, get into the other's. */
    @Test
    void locatesTheSameWhileTheOtherNetworkReads() {
        List<Overview> photos = EngineImages.overviews(CURRENT.input(), 2, 5);
        LocationMap before = engine.locate(photos).get(1);
        var unused = engine.score(EngineImages.noise(new InputShape(48, 64), 5, 1));
        LocationsAssert.requireClose(engine.locate(photos).get(1), before, 0);
    }

    private static Tensor scaled(Tensor tensor, float factor) {
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return new Tensor(tensor.shape(), values);
    }
}
