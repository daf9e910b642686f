package io.digitstream.trainer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSet;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CrossFitTest {
    private static final PhotoSet PHOTOS = new PhotoSet(
            IntStream.range(0, 300).mapToObj(i -> photo(i + ".png", "1")).toList());

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void readsEachPhotoByANetworkThatWasNotTrainedOnIt(int folds) {
        CrossFit crossFit = new CrossFit(PHOTOS, folds);
        List<LabeledPhoto> read = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            List<LabeledPhoto> audited = crossFit.fold(fold).photos();
            assertThat(audited).hasSizeGreaterThan(200 / folds);
            assertThat(crossFit.withoutFold(fold).photos())
                    .doesNotContainAnyElementsOf(audited)
                    .hasSize(300 - audited.size());
            read.addAll(audited);
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(PHOTOS.photos());
    }

    @Test
    void keepsAPhotoInItsFoldWhateverOthersThereAre() {
        PhotoSet few = new PhotoSet(PHOTOS.photos().subList(0, 10));
        assertThat(new CrossFit(PHOTOS, 2).fold(0).photos())
                .containsAll(new CrossFit(few, 2).fold(0).photos());
    }

    @Test
    void refusesOneFold() {
        assertThatThrownBy(() -> new CrossFit(PHOTOS, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void suspectsWhatIsReadSurelyAsAnotherNumberMost() {
        Suspect sure = new Suspect(photo("sure", "12"), 0.01, new Candidate(2, "72", 0.95));
        Suspect blurred = new Suspect(photo("blurred", "12"), 0.05, new Candidate(2, "72", 0.2));
        Suspect right = new Suspect(photo("right", "12"), 0.4, new Candidate(2, "12", 0.4));
        assertThat(Stream.of(right, blurred, sure).sorted(Suspect.MOST_SUSPICIOUS_FIRST))
                .containsExactly(sure, blurred, right);
        assertThat(right.margin()).isZero();
    }

    private static LabeledPhoto photo(String file, String label) {
        return new LabeledPhoto(
                file, new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), new Region(0, 0, 4, 4), label);
    }
}
