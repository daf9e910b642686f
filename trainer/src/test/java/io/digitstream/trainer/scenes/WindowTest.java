package io.digitstream.trainer.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowTest {
    private static final Region NUMBER = new Region(50, 20, 40, 25);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void showsTheNumberWholeAndSaysWhereItIs(long seed) {
        BufferedImage photo = Marks.photo(120, 80, NUMBER);
        for (long i = 0; i < 100; i++) {
            requireFound(Window.of(photo, List.of(NUMBER), SeededRandom.of(seed, i)));
            requireFound(Window.close(photo, NUMBER, SeededRandom.of(seed, i)));
        }
    }

    private static void requireFound(Picture picture) {
        assertThat(picture.numbers()).hasSize(1);
        Box number = picture.numbers().get(0);
        assertThat(Marks.find(picture.image(), Marks.MAGENTA)).contains(number);
        assertThat(number.width()).isEqualTo(NUMBER.width());
        assertThat(number.height()).isEqualTo(NUMBER.height());
    }

    @Test
    void showsTwoNumbersWhole() {
        Region other = new Region(5, 60, 20, 15);
        BufferedImage photo = Marks.photo(120, 80, NUMBER);
        Marks.fill(photo, other, Color.GREEN);
        for (long i = 0; i < 100; i++) {
            Picture picture = Window.of(photo, List.of(NUMBER, other), SeededRandom.of(3, i));
            assertThat(Marks.find(picture.image(), Marks.MAGENTA))
                    .contains(picture.numbers().get(0));
            assertThat(Marks.find(picture.image(), Color.GREEN))
                    .contains(picture.numbers().get(1));
        }
    }

    @Test
    void isNowAndThenTheWholePhotoAndOtherwiseCutAtEachSide() {
        BufferedImage photo = Marks.photo(120, 80, NUMBER);
        List<Picture> windows = LongStream.range(0, 200)
                .mapToObj(i -> Window.of(photo, List.of(NUMBER), SeededRandom.of(4, i)))
                .toList();
        assertThat(windows.stream()
                        .filter(window -> window.image().getWidth() == 120
                                && window.image().getHeight() == 80))
                .hasSizeBetween(50, 130);
        assertThat(windows).anyMatch(window -> window.numbers().get(0).left() < NUMBER.left());
        assertThat(windows).anyMatch(window -> window.numbers().get(0).top() < NUMBER.top());
        assertThat(windows).anyMatch(window -> roomAtTheRight(window) < 120 - 90);
        assertThat(windows).anyMatch(window -> roomBelow(window) < 80 - 45);
    }

    private static double roomAtTheRight(Picture window) {
        return window.image().getWidth() - window.numbers().get(0).right();
    }

    private static double roomBelow(Picture window) {
        return window.image().getHeight() - window.numbers().get(0).bottom();
    }

    @Test
    void isTheWholePhotoWhereThereIsNoNumber() {
        BufferedImage photo = Marks.noise(60, 30, 1);
        for (long i = 0; i < 50; i++) {
            Picture picture = Window.of(photo, List.of(), SeededRandom.of(5, i));
            assertThat(picture.image()).isSameAs(photo);
            assertThat(picture.numbers()).isEmpty();
        }
    }

    /** Annotators' boxes reach outside, and a number can fill its photo. */
    @ParameterizedTest
    @CsvSource({
        "-5, -4, 30, 20",
        "100, 70, 60, 50",
        "-10, -10, 200, 200",
        "0, 0, 120, 80",
        "119, 79, 5, 5",
        "-3, -3, 4, 4"
    })
    void cutsAroundANumberThatReachesOutside(int left, int top, int width, int height) {
        Region number = new Region(left, top, width, height);
        BufferedImage photo = Marks.photo(120, 80, number);
        Box inside = Marks.find(photo, Marks.MAGENTA).orElseThrow();
        for (long i = 0; i < 50; i++) {
            Picture picture = Window.of(photo, List.of(number), SeededRandom.of(6, i));
            Box found = Marks.find(picture.image(), Marks.MAGENTA).orElseThrow();
            assertThat(found.width()).isEqualTo(inside.width());
            assertThat(found.height()).isEqualTo(inside.height());
            Box box = picture.numbers().get(0);
            assertThat(box.left() - found.left()).isEqualTo(left - inside.left());
            assertThat(box.top() - found.top()).isEqualTo(top - inside.top());
        }
    }

    @Test
    void isTheSameForTheSameDiceAndOftenAnotherForOthers() {
        BufferedImage photo = Marks.photo(120, 80, NUMBER);
        Set<Integer> windows = new HashSet<>();
        for (long i = 0; i < 50; i++) {
            int window = Marks.hash(
                    Window.close(photo, NUMBER, SeededRandom.of(7, i)).image());
            assertThat(Marks.hash(
                            Window.close(photo, NUMBER, SeededRandom.of(7, i)).image()))
                    .isEqualTo(window);
            windows.add(window);
        }
        assertThat(windows).hasSizeGreaterThan(45);
    }
}
