package io.digitstream.synthetic.lettering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.synthetic.raster.SeededRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NumberLayoutTest {
    private static final Lettering PLAIN = new PenStrokes(0, 1, 0, 0.1, 1, 0);

    @Test
    void leavesMarksOutOfTheBox() {
        NumberLayout.Laid number = new NumberLayout(0.1, 0, false, 0).lay("12.345=", PLAIN, SeededRandom.of(1, 1));
        assertThat(number.digits()).hasSize(5);
        assertThat(number.marks()).hasSize(2);
        assertThat(number.box().getWidth()).isCloseTo(Ink.box(number.digits()).getWidth(), within(1e-9));
        assertThat(number.box().getCenterX()).isCloseTo(0, within(1e-9));
    }

    @Test
    void keepsTheGapBetweenNeighbours() {
        List<Ink> digits = new NumberLayout(0.2, 0, false, 0)
                .lay("08", PLAIN, SeededRandom.of(1, 1))
                .digits();
        assertThat(digits.get(1).box().getMinX() - digits.get(0).box().getMaxX())
                .isCloseTo(0.2, within(1e-6));
    }

    @Test
    void writesDownwards() {
        List<Ink> digits = new NumberLayout(0.2, 0, true, 0)
                .lay("08", PLAIN, SeededRandom.of(1, 1))
                .digits();
        assertThat(digits.get(1).box().getMinY() - digits.get(0).box().getMaxY())
                .isCloseTo(0.2, within(1e-6));
    }

    @Test
    void anEmptyTextTakesAPlaceToo() {
        NumberLayout.Laid nothing = new NumberLayout(0.2, 0, false, 0).lay("", PLAIN, SeededRandom.of(1, 1));
        assertThat(nothing.digits()).isEmpty();
        assertThat(nothing.box().isEmpty()).isFalse();
    }
}
