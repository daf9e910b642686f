package io.digitstream.trainer.photos;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.raster.SeededRandom;
import io.digitstream.trainer.scenes.Marks;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BackgroundsTest {
    private static final Region NUMBER = new Region(60, 50, 80, 40);

    /** Marked is what must not be seen: the number and a seventh of its height around it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void neverShowTheNumberNorItsEdge(long seed) {
        BufferedImage photo = Marks.photo(200, 140, new Region(54, 44, 92, 52));
        for (long i = 0; i < 300; i++) {
            BufferedImage part = Backgrounds.cut(photo(photo, NUMBER), SeededRandom.of(seed, i))
                    .orElseThrow();
            assertThat(Marks.find(part, Marks.MAGENTA)).as("part %d", i).isEmpty();
        }
    }

    @Test
    void comeFromEverySideOfTheNumber() {
        Map<Color, Region> corners = Map.of(
                Color.RED, new Region(0, 65, 20, 10),
                Color.GREEN, new Region(180, 65, 20, 10),
                Color.BLUE, new Region(95, 0, 10, 20),
                Color.YELLOW, new Region(95, 120, 10, 20));
        BufferedImage photo = Marks.noise(200, 140, 1);
        corners.forEach((colour, region) -> Marks.fill(photo, region, colour));
        Set<Color> seen = new HashSet<>();
        for (long i = 0; i < 200; i++) {
            BufferedImage part =
                    Backgrounds.cut(photo(photo, NUMBER), SeededRandom.of(3, i)).orElseThrow();
            corners.keySet().stream().filter(colour -> contains(part, colour)).forEach(seen::add);
        }
        assertThat(seen).isEqualTo(corners.keySet());
    }

    private static boolean contains(BufferedImage image, Color colour) {
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            if (image.getRGB(i % image.getWidth(), i / image.getWidth()) == colour.getRGB()) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @CsvSource({"200, 140, 60, 50, 80, 40", "400, 40, 350, 5, 30, 30", "40, 400, 5, 350, 30, 30", "60, 40, 2, 2, 24, 30"
    })
    void areNeitherTooNarrowNorTooLong(int width, int height, int left, int top, int w, int h) {
        LabeledPhoto photo = photo(Marks.noise(width, height, 1), new Region(left, top, w, h));
        for (long i = 0; i < 200; i++) {
            BufferedImage part = Backgrounds.cut(photo, SeededRandom.of(4, i)).orElseThrow();
            int shorter = Math.min(part.getWidth(), part.getHeight());
            int longer = Math.max(part.getWidth(), part.getHeight());
            assertThat(shorter).isGreaterThanOrEqualTo(14);
            assertThat(longer).isLessThanOrEqualTo(4 * shorter);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 100, 60", "-20, -20, 200, 200", "10, 8, 80, 45", "14, 0, 72, 60"})
    void areNotThereWhereTheNumberLeavesNoRoom(int left, int top, int width, int height) {
        LabeledPhoto photo = photo(Marks.noise(100, 60, 1), new Region(left, top, width, height));
        assertThat(Backgrounds.cut(photo, SeededRandom.of(5, 1))).isEmpty();
    }

    /** Annotators' boxes reach outside. */
    @Test
    void keepTheirDistanceFromANumberThatReachesOutside() {
        Region number = new Region(-30, -10, 60, 40);
        LabeledPhoto photo = photo(Marks.photo(120, 90, number), number);
        for (long i = 0; i < 200; i++) {
            BufferedImage part = Backgrounds.cut(photo, SeededRandom.of(6, i)).orElseThrow();
            assertThat(Marks.find(part, Marks.MAGENTA)).isEmpty();
        }
    }

    @Test
    void areTheSameForTheSameDice() {
        List<Long> indices = List.of(1L, 2L, 3L);
        LabeledPhoto photo = photo(Marks.noise(200, 140, 1), NUMBER);
        for (long i : indices) {
            Optional<Integer> part =
                    Backgrounds.cut(photo, SeededRandom.of(7, i)).map(Marks::hash);
            assertThat(Backgrounds.cut(photo, SeededRandom.of(7, i)).map(Marks::hash))
                    .isEqualTo(part);
        }
    }

    private static LabeledPhoto photo(BufferedImage image, Region number) {
        return new LabeledPhoto("photo", image, number, "1");
    }
}
