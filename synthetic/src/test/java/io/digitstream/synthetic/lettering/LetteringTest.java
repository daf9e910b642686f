package io.digitstream.synthetic.lettering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.geom.Area;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LetteringTest {
    private static final String CHARACTERS = "0123456789.,-=" + PenStrokes.LETTERS;

    @Test
    void hasTheOutlinesOfThirtyTwoFaces() {
        assertThat(Typefaces.builtIn().all()).hasSize(32);
        for (Typeface face : Typefaces.builtIn().all()) {
            for (char digit = '0'; digit <= '9'; digit++) {
                Printed plain = new Printed(face, 1, 0, 0, false, 0);
                double height =
                        plain.write(digit, SeededRandom.of(1, digit)).box().getHeight();
                assertThat(height).isCloseTo(1, within(0.1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyMannerWritesEveryCharacter(long seed) {
        for (int i = 0; i < 100; i++) {
            SeededRandom random = SeededRandom.of(seed, i);
            Lettering lettering = i % 3 == 0
                    ? PenStrokes.ofHand(random)
                    : i % 3 == 1 ? PenStrokes.ofBrush(random) : Printed.onHouse(Typefaces.builtIn(), random);
            CHARACTERS
                    .chars()
                    .forEach(character -> assertThat(lettering
                                    .write((char) character, random)
                                    .box()
                                    .getHeight())
                            .isBetween(0.01, 1.8));
        }
    }

    @Test
    void aHandKeepsItsHabits() {
        PenStrokes steady = new PenStrokes(42, 1, 0, 0.1, 1, 0);
        assertThat(steady.write('7', SeededRandom.of(1, 1)).box())
                .isEqualTo(steady.write('7', SeededRandom.of(2, 2)).box());
    }

    /** A seven whose curves the JDK's stroker cannot follow. */
    @Test
    void aFlatPenGivesFinitePoints() {
        PenStrokes hand = new PenStrokes(
                334844634976003644L,
                0.8787887748708407,
                0.5246439877606806,
                0.15188174970769316,
                0.7281419934080073,
                0.579393873261321);
        assertThat(hand.write('7', SeededRandom.of(1, 133204)).box().getWidth()).isBetween(0.1, 3.0);
    }

    @Test
    void anEightLightsAllSegmentsAndAOneTheTwoAtTheRight() {
        SegmentDigits segments = new SegmentDigits(0.5, 0.1, 0.01, 0, 0.7, true);
        SeededRandom random = SeededRandom.of(1, 1);
        assertThat(segments.write('8', random).box()).isEqualTo(segments.ghost().box());
        assertThat(segments.write('1', random).box().getMinX()).isCloseTo(0.4, within(1e-6));
        assertThat(segments.write('1', random).box().getMaxX()).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void digitsOfSegmentsStandAtEvenDistances() {
        SegmentDigits segments = new SegmentDigits(0.5, 0.1, 0.01, 0, 0.7, true);
        NumberLayout.Laid number = new NumberLayout(0, 0, false, 0).lay("818", segments, SeededRandom.of(1, 1));
        Ink first = number.digits().get(0);
        Ink last = number.digits().get(2);
        assertThat(last.box().getMinX() - first.box().getMinX()).isCloseTo(1.4, within(1e-6));
    }

    @Test
    void aPointTakesNoCell() {
        SegmentDigits segments = new SegmentDigits(0.5, 0.1, 0.01, 0, 0.7, true);
        NumberLayout.Laid number = new NumberLayout(0, 0, false, 0).lay("8.8", segments, SeededRandom.of(1, 1));
        Ink first = number.digits().get(0);
        Ink last = number.digits().get(1);
        assertThat(last.box().getMinX() - first.box().getMinX()).isCloseTo(0.7, within(1e-6));
        assertThat(number.marks().get(0).box().getCenterX())
                .isBetween(first.box().getMaxX(), last.box().getMinX());
    }

    @ParameterizedTest
    @ValueSource(chars = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9'})
    void noTwoDigitsHaveTheSameDots(char digit) {
        DotMatrix dots = new DotMatrix(0.7, 1, false, 0, 0);
        SeededRandom random = SeededRandom.of(1, 1);
        List<Area> others = "0123456789"
                .chars()
                .filter(c -> c != digit)
                .mapToObj(c -> new Area(dots.write((char) c, random).path()))
                .toList();
        assertThat(others).noneMatch(new Area(dots.write(digit, random).path())::equals);
    }

    @Test
    void aBoldTypefaceWeighsMoreThanALightOne() {
        Typeface regular = typeface("LiberationSans", 0);
        Typeface bold = typeface("LiberationSans", 1);
        assertThat(bold.weight()).isGreaterThan(regular.weight());
        assertThat(bold.weight()).isBetween(0.2, 0.8);
    }

    /** By weight, upright or not. */
    private static Typeface typeface(String family, int rank) {
        return Typefaces.builtIn().all().stream()
                .filter(typeface -> typeface.family().equals(family))
                .sorted(Comparator.comparingDouble(Typeface::weight))
                .skip(rank * 3L)
                .findFirst()
                .orElseThrow();
    }
}
