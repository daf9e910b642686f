package io.digitstream.trainer.releasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.ReadingProfile;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.trainer.evaluation.Evaluator;
import io.digitstream.trainer.evaluation.WholeEvaluator;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.photos.PostPhotos;
import java.util.ArrayList;
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
        assertThat(release.reader().calibration()).isEqualTo(Calibration.none(5));
        assertThat(release.lookReader().reader().calibration()).isEqualTo(Calibration.none(5));
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
        assertThat(release.reader().calibration()).isNotEqualTo(Calibration.none(5));
        assertThat(release.lookReader().reader().calibration())
                .isNotEqualTo(Calibration.none(5))
                .isNotEqualTo(release.reader().calibration());
        assertThat(release.reader().threshold()).isEqualTo(1);
        assertThat(release.lookReader().reader().threshold()).isEqualTo(1);
        assertThat(release.note("validation")).contains("of 12 numbers right");
        assertThat(release.note("found.validation")).contains("of 12 numbers right");
    }

    @Test
    void notesWhatIsReadInValidationAtTheThresholdsOfTheRelease()
            throws InvalidWeightsException, ImageRejectedException {
        PhotoSet photos = new PhotoSet(PostPhotos.some(12));
        Release release = calibrator(photos).release(DrawnReleases.tensors(1), NOTES);
        ReadingProfile given = release.profile().orElseThrow();
        ReadingProfile found = release.foundProfile().orElseThrow();
        assertThat(found).isNotEqualTo(given);
        assertThat(given.readings()).isEqualTo(12);
        assertThat(found.readings()).isEqualTo(12);
        // At thresholds of 1 nothing is believed that is not certain.
        assertThat(given.uncertain()).isEqualTo(12);
        assertThat(found.uncertain()).isEqualTo(12);
    }

    @Test
    void notesWhatServingReadsOnTheSamePhotos() throws InvalidWeightsException, ImageRejectedException {
        PhotoSet photos = new PhotoSet(PostPhotos.some(6));
        Release release = calibrator(photos).release(DrawnReleases.tensors(1), NOTES);
        Preparer preparer = Networks.of(5).preparer(ImageLimits.DEFAULT);
        List<Pixels> pixels = new Evaluator(photos, Networks.of(5).reading().input()).pixels();
        List<Prepared> cut = new ArrayList<>();
        List<Prepared> whole = new ArrayList<>();
        for (int i = 0; i < pixels.size(); i++) {
            LabeledPhoto photo = photos.photos().get(i);
            cut.add(new Prepared.Cut(pixels.get(i), photo.region()));
            whole.add(preparer.prepare(photo.image()));
        }
        try (Recognizer recognizer = Recognizer.of(release)) {
            requireSame(release.profile().orElseThrow(), recognizer.read(cut));
            requireSame(release.foundProfile().orElseThrow(), recognizer.read(whole));
        }
    }

    private static void requireSame(ReadingProfile noted, List<PlacedReading> served) {
        ReadingProfile profile =
                ReadingProfile.of(5, served.stream().map(PlacedReading::reading).toList());
        assertThat(noted.meanConfidence()).isCloseTo(profile.meanConfidence(), within(1e-5));
        assertThat(noted.uncertain()).isEqualTo(profile.uncertain());
        assertThat(noted.confidences()).isEqualTo(profile.confidences());
        assertThat(noted.digits()).isEqualTo(profile.digits());
        assertThat(noted.lengths()).isEqualTo(profile.lengths());
    }

    @Test
    void notesNothingReadWithoutPhotosToValidateOnNotEvenWhatAParentRead()
            throws InvalidWeightsException, ImageRejectedException {
        String parents = ReadingProfile.of(5, List.of()).text();
        Release release = calibrator(new PhotoSet(List.of()))
                .release(
                        DrawnReleases.tensors(1),
                        Map.of("name", "mine", Release.PROFILE, parents, Release.FOUND_PROFILE, parents));
        assertThat(release.profile()).isEmpty();
        assertThat(release.foundProfile()).isEmpty();
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
        Evaluator given = new Evaluator(photos, Networks.of(5).reading().input());
        return new Calibrator(Networks.of(5), given, new WholeEvaluator(photos, Networks.of(5)));
    }
}
