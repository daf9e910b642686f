package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.ImageFiles;
import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Both engines say the same of the same images, with the weights that are shipped. */
@DisabledOnOs(value = OS.MAC, architectures = "x86_64", disabledReason = "ONNX Runtime has no natives for it any more")
final class EngineParityTest {
    private static final float TOLERANCE = 1e-4f;
    private static final int IMAGES = 200;
    private static final Release SHIPPED = ShippedWeights.load();

    private static Engine onnx;
    private static Engine dl4j;

    @BeforeAll
    static void fill() {
        onnx = EngineKind.ONNX.fill(SHIPPED);
        dl4j = EngineKind.DL4J.fill(SHIPPED);
    }

    @AfterAll
    static void close() {
        onnx.close();
        dl4j.close();
    }

    @Test
    void scoresAreTheSameAndReadingsEqual() {
        List<Pixels> images = EngineImages.noise(SHIPPED.networks().reading().input(), IMAGES, 1);
        List<Scores> one = Parts.of(images, 32, onnx::score);
        List<Scores> other = Parts.of(images, 32, dl4j::score);
        for (int i = 0; i < IMAGES; i++) {
            ScoresAssert.requireClose(one.get(i), other.get(i), TOLERANCE);
            assertThat(SHIPPED.reader().read(one.get(i)).best().digits())
                    .isEqualTo(SHIPPED.reader().read(other.get(i)).best().digits());
        }
    }

    @Test
    void placesAreTheSame() {
        LocatorArchitecture grid = SHIPPED.networks().locating();
        List<Overview> photos = IntStream.range(0, IMAGES)
                .mapToObj(seed -> Overview.of(ImageFiles.scene(150, 100, seed), grid.input()))
                .toList();
        List<LocationMap> one = Parts.of(photos, 32, onnx::locate);
        List<LocationMap> other = Parts.of(photos, 32, dl4j::locate);
        for (int i = 0; i < IMAGES; i++) {
            LocationsAssert.requireClose(one.get(i), other.get(i), 1e-3);
        }
    }
}
