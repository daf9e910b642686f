package io.digitstream.trainer.releasing;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.trainer.evaluation.Evaluator;
import io.digitstream.trainer.evaluation.WholeEvaluator;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.photos.PostPhotos;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CalibratorTest {
    private static final Map<String, String> NOTES = Map.of("name", "mine", "terms", "none");

    @Test
    void givesThresholdsOfAHalfWithoutPhotosToValidateOn() throws InvalidWeightsException, ImageRejectedException {
        Release release = calibrator(new PhotoSet(List.of())).release(DrawnReleases.tensors(1), NOTES);
        assertThat(release.reader().threshold()).isEqualTo(0.5);
        assertThat(release.lookReader().reader().threshold()).isEqualTo(0.5);
        assertThat(release.reader().calibration()).isEqualTo(Calibration.NONE);
        assertThat(release.lookReader().reader().calibration()).isEqualTo(Calibration.NONE);
        assertThat(release.note("validation")).contains("of 0 numbers right").doesNotContain("NaN");
        assertThat(release.note("found.validation"))
                .contains("of 0 numbers right")
                .doesNotContain("NaN");
    }

    /** Networks that have learned nothing read nothing right, so nothing is to be believed. */
    @Test
    void calibratesGivenAndFoundNumbersEachForThemselves() throws InvalidWeightsException, ImageRejectedException {
        PhotoSet photos = new PhotoSet(PostPhotos.some(12));
        Release release = calibrator(photos).release(DrawnReleases.tensors(1), NOTES);
        assertThat(release.reader().calibration()).isNotEqualTo(Calibration.NONE);
        assertThat(release.lookReader().reader().calibration())
                .isNotEqualTo(Calibration.NONE)
                .isNotEqualTo(release.reader().calibration());
        assertThat(release.reader().threshold()).isEqualTo(1);
        assertThat(release.lookReader().reader().threshold()).isEqualTo(1);
        assertThat(release.note("validation")).contains("of 12 numbers right");
        assertThat(release.note("found.validation")).contains("of 12 numbers right");
    }

    @Test
    void keepsTheTensorsAndTheNotes() throws InvalidWeightsException, ImageRejectedException {
        List<Tensor> tensors = DrawnReleases.tensors(2);
        Release release = calibrator(new PhotoSet(PostPhotos.some(2))).release(tensors, NOTES);
        assertThat(release.tensors()).containsExactlyInAnyOrderElementsOf(tensors);
        assertThat(release.metadata()).containsAllEntriesOf(NOTES);
        assertThat(release.version()).startsWith("mine-");
    }

    private static Calibrator calibrator(PhotoSet photos) throws ImageRejectedException {
        Evaluator given = new Evaluator(photos, Networks.CURRENT.reading().input());
        return new Calibrator(given, new WholeEvaluator(photos, Networks.CURRENT));
    }
}
