package io.digitstream.trainer.releasing;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.engine.GoldenProof;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.weights.GoldenImage;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GoldenImagesTest {
    @Test
    void aReleaseReadsAllThatItCarries() {
        Release release = GoldenImages.into(ShippedWeights.load().withGolden(List.of()));

        assertThat(release.golden())
                .hasSize(16)
                .isEqualTo(GoldenImages.into(release).golden());
        assertThat(release.golden()).filteredOn(image -> image.region() == null).hasSize(8);
        assertThat(release.golden()).extracting(GoldenImage::number).doesNotContain("");
        try (Recognizer recognizer = Recognizer.of(release)) {
            assertThat(GoldenProof.of(recognizer, release.golden()).holds()).isTrue();
        }
    }

    @Test
    void staysWellBelowWhatAFilesHeaderMayHold() {
        int text = ShippedWeights.load().golden().stream()
                .mapToInt(image -> image.toString().length())
                .sum();

        assertThat(text).isLessThan(600_000);
    }

    /** A network that has learned nothing reads next to nothing right. */
    @Test
    void aReleaseCarriesNothingThatItCannotRead() throws InvalidWeightsException {
        Release release = GoldenImages.into(DrawnReleases.release(1, Map.of()));

        try (Recognizer recognizer = Recognizer.of(release)) {
            GoldenProof proof = GoldenProof.of(recognizer, release.golden());
            assertThat(proof.right()).isEqualTo(proof.images()).isLessThan(16);
        }
    }
}
