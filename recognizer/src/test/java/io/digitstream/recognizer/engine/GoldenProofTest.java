package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.ImageFiles;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.location.LookPlan;
import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.GoldenImage;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ReleaseSummary;
import io.digitstream.recognizer.weights.ShippedWeights;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoldenProofTest {
    private static final SequenceReader READER = new SequenceReader(Calibration.none(5), 0);

    private final ColourEngine engine = new ColourEngine(0.9f, 0.9);
    private final Recognizer recognizer = new Recognizer(
            ReleaseSummary.of("v1"), engine, ColourEngine.NETWORKS, READER, new LookPlan(1, 1), new LookReader(READER));

    @ParameterizedTest
    @CsvSource({
        "0, 10, true",
        "1, 10, true",
        "2, 10, false",
        "1, 9, false",
        "10, 10, false",
        "0, 1, true",
        "0, 0, false"
    })
    void holdsWhereNineInTenAreReadRight(int wrong, int images, boolean holds) {
        List<GoldenImage> golden = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            golden.add(image(100 + i, Integer.toString(i < wrong ? 99 : 100 + i)));
        }

        GoldenProof proof = GoldenProof.of(recognizer, golden);

        assertThat(proof).isEqualTo(new GoldenProof(images - wrong, images));
        assertThat(proof.holds()).isEqualTo(holds);
    }

    @Test
    void anImageThatCannotBeDecodedIsNotReadRight() {
        List<GoldenImage> golden = List.of(image(7, "7"), new GoldenImage(new byte[] {1, 2}, null, "7"));

        assertThat(GoldenProof.of(recognizer, golden)).isEqualTo(new GoldenProof(1, 2));
    }

    @Test
    void theShippedWeightsProveThemselves() {
        Release shipped = ShippedWeights.load();
        try (Recognizer atWork = Recognizer.of(shipped)) {
            assertThat(GoldenProof.of(atWork, shipped.golden())).isEqualTo(new GoldenProof(16, 16));
        }
        assertThat(shipped.profile()).isPresent();
        assertThat(shipped.foundProfile()).isPresent();
    }

    @Test
    void readsThemTogether() {
        var unused = GoldenProof.of(recognizer, List.of(image(7, "7"), image(8, "8")));

        assertThat(engine.scored()).containsExactly(2);
    }

    private static GoldenImage image(int number, String label) {
        return new GoldenImage(ImageFiles.png(ImageFiles.plain(20, 20, number)), new Region(0, 0, 20, 20), label);
    }
}
