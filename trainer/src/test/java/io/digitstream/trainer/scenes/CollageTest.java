package io.digitstream.trainer.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CollageTest {
    private static final Region NUMBER = new Region(40, 35, 60, 40);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void saysWhereItPastedTheNumbers(long seed) {
        for (long i = 0; i < 100; i++) {
            Collage collage = collage(seed, i);
            collage.paste(part(Color.MAGENTA), NUMBER);
            collage.paste(part(Color.GREEN), NUMBER);
            List<Box> numbers = collage.picture().numbers();
            assertThat(numbers).hasSizeBetween(1, 2);
            requireFound(collage.picture(), numbers.get(0), Color.MAGENTA);
            if (numbers.size() == 2) {
                requireFound(collage.picture(), numbers.get(1), Color.GREEN);
            } else {
                assertThat(Marks.find(collage.picture().image(), Color.GREEN)).isEmpty();
            }
        }
    }

    private static void requireFound(Picture picture, Box number, Color colour) {
        Box found = Marks.find(picture.image(), colour).orElseThrow();
        assertThat(found.left()).isCloseTo(number.left(), within(1.5));
        assertThat(found.top()).isCloseTo(number.top(), within(1.5));
        assertThat(found.right()).isCloseTo(number.right(), within(1.5));
        assertThat(found.bottom()).isCloseTo(number.bottom(), within(1.5));
    }

    @Test
    void pastesNoPartOverAnotherAndNoneOverTheEdge() {
        for (long i = 0; i < 100; i++) {
            Collage collage = collage(3, i);
            for (int j = 0; j < 6; j++) {
                collage.paste(part(Color.MAGENTA), NUMBER);
            }
            Picture picture = collage.picture();
            List<Box> parts =
                    picture.numbers().stream().map(CollageTest::partAround).toList();
            for (Box part : parts) {
                assertThat(part.left()).isGreaterThan(-1e-9);
                assertThat(part.top()).isGreaterThan(-1e-9);
                assertThat(part.right()).isLessThan(picture.image().getWidth() + 1e-9);
                assertThat(part.bottom()).isLessThan(picture.image().getHeight() + 1e-9);
                assertThat(parts)
                        .filteredOn(other -> other.overlap(part) > 1e-9)
                        .containsExactly(part);
            }
        }
    }

    /** Where the whole part is whose number is there. */
    private static Box partAround(Box number) {
        double scaleX = number.width() / NUMBER.width();
        double scaleY = number.height() / NUMBER.height();
        return new Box(
                number.left() - scaleX * NUMBER.left(),
                number.top() - scaleY * NUMBER.top(),
                scaleX * 140,
                scaleY * 110);
    }

    /** A sign takes its room, and is no number. */
    @Test
    void showsASignWithoutCallingItANumber() {
        for (long i = 0; i < 50; i++) {
            Collage collage = collage(8, i);
            collage.pasteSign(part(Color.MAGENTA), NUMBER);
            collage.paste(part(Color.GREEN), NUMBER);
            Picture picture = collage.picture();
            assertThat(Marks.find(picture.image(), Color.MAGENTA)).isPresent();
            assertThat(picture.numbers()).hasSizeBetween(0, 1);
            picture.numbers().forEach(number -> requireFound(picture, number, Color.GREEN));
        }
    }

    @Test
    void leavesOutWhatHasNoRoom() {
        Collage collage = collage(4, 1);
        for (int i = 0; i < 100; i++) {
            collage.paste(part(Color.MAGENTA), NUMBER);
        }
        assertThat(collage.picture().numbers()).hasSizeBetween(1, 60);
    }

    @Test
    void makesNumbersSmall() {
        for (long i = 0; i < 100; i++) {
            Collage collage = collage(5, i);
            collage.paste(part(Color.MAGENTA), NUMBER);
            Picture picture = collage.picture();
            assertThat(picture.numbers().get(0).height() / picture.image().getHeight())
                    .isBetween(0.05, 0.61);
        }
    }

    /** Walls are as small as backgrounds are. */
    @ParameterizedTest
    @CsvSource({"14, 56", "56, 14", "14, 14", "300, 200"})
    void showsAWallWithOtherWallsAndWindowsAndNoNumberAmongThem(int width, int height) {
        BufferedImage wall = Marks.noise(width, height, 1);
        Set<Integer> pictures = new HashSet<>();
        for (long i = 0; i < 50; i++) {
            Collage collage = new Collage(wall, SeededRandom.of(6, i));
            collage.patch(wall);
            collage.build();
            collage.patch(wall);
            collage.build();
            Picture picture = collage.picture();
            assertThat(picture.numbers()).isEmpty();
            assertThat(Math.max(picture.image().getWidth(), picture.image().getHeight()))
                    .isEqualTo(240);
            assertThat(Math.min(picture.image().getWidth(), picture.image().getHeight()))
                    .isGreaterThanOrEqualTo(60);
            pictures.add(Marks.hash(picture.image()));
        }
        assertThat(pictures).hasSize(50);
    }

    @Test
    void isTheSameForTheSameDice() {
        assertThat(Marks.hash(some(1).image())).isEqualTo(Marks.hash(some(1).image()));
        assertThat(some(1).numbers()).isEqualTo(some(1).numbers());
        assertThat(Marks.hash(some(2).image())).isNotEqualTo(Marks.hash(some(1).image()));
    }

    private static Picture some(long index) {
        Collage collage = collage(7, index);
        collage.patch(Marks.noise(30, 30, 2));
        collage.build();
        collage.paste(part(Color.MAGENTA), NUMBER);
        return collage.picture();
    }

    private static Collage collage(long seed, long index) {
        return new Collage(Marks.noise(60, 40, 1), SeededRandom.of(seed, index));
    }

    /** Of 140 x 110 pixels. */
    private static BufferedImage part(Color colour) {
        BufferedImage part = Marks.noise(140, 110, 3);
        Marks.fill(part, NUMBER, colour);
        return part;
    }
}
