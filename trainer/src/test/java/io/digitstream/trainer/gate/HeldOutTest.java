package io.digitstream.trainer.gate;

import static io.digitstream.trainer.gate.HeldOuts.heldOut;
import static io.digitstream.trainer.gate.HeldOuts.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.trainer.evaluation.Evaluation;
import io.digitstream.trainer.evaluation.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeldOutTest {
    private static final Outcome PHOTO = outcome("1", true);

    @Test
    void countsWhoReadsWhichImageRight() {
        assertThat(heldOut(4, 3, 2, 1).comparison()).isEqualTo(new PairedComparison(4, 3, 2, 1));
    }

    @Test
    void takesTwoTestsTogether() {
        assertThat(heldOut(4, 3, 2, 1).plus(heldOut(10, 20, 30, 40)).comparison())
                .isEqualTo(new PairedComparison(14, 23, 32, 41));
    }

    @Test
    void refusesReadingsOfDifferentImages() {
        Outcome other = new Outcome("other.png", "1", PHOTO.reading());
        assertThatThrownBy(() -> new HeldOut(of(PHOTO, PHOTO), of(PHOTO, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("image 1 is photo.png, labelled \"1\", for the champion"
                        + " and other.png, labelled \"1\", for the challenger");
    }

    @Test
    void refusesDifferentLabelsOfAnImage() {
        assertThatThrownBy(() -> new HeldOut(of(PHOTO), of(outcome("2", true))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnImageThatOneOfThemDidNotRead() {
        assertThatThrownBy(() -> new HeldOut(of(PHOTO, PHOTO), of(PHOTO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("and none for the challenger");
    }

    private static Evaluation of(Outcome... outcomes) {
        return new Evaluation(List.of(outcomes));
    }
}
