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
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ViewTest {
    private static final Region NUMBER = new Region(60, 50, 80, 40);

    /** A mark in the middle of each side is seen at that side of the box. */
    @Test
    void saysWhereTheSidesOfTheNumberAre() {
        requireSide(60, 70, Box::middleX, Box::left);
        requireSide(100, 50, Box::middleY, Box::top);
        requireSide(140, 70, Box::middleX, Box::right);
        requireSide(100, 90, Box::middleY, Box::bottom);
    }

    private static void requireSide(int x, int y, ToDoubleFunction<Box> ofMark, ToDoubleFunction<Box> side) {
        BufferedImage photo = Marks.photo(200, 140, new Region(x - 3, y - 3, 6, 6));
        int checked = 0;
        for (long i = 0; i < 200; i++) {
            Picture picture = View.of(photo, NUMBER, List.of(NUMBER), SeededRandom.of(1, i));
            Box box = picture.numbers().get(0);
            boolean large = box.width() > 0.7 * NUMBER.width() && box.height() > 0.7 * NUMBER.height();
            if (large && isInside(box.resized(1.3, 1.3), picture.image())) {
                Box mark = Marks.find(picture.image(), Marks.MAGENTA).orElseThrow();
                assertThat(ofMark.applyAsDouble(mark)).as("view %d", i).isCloseTo(side.applyAsDouble(box), within(1.5));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(25);
    }

    private static boolean isInside(Box box, BufferedImage image) {
        return box.left() >= 0
                && box.top() >= 0
                && box.right() <= image.getWidth()
                && box.bottom() <= image.getHeight();
    }

    @Test
    void coversTheNumberWithLittleElse() {
        BufferedImage photo = Marks.photo(200, 140, NUMBER);
        double overlaps = 0;
        for (long i = 0; i < 200; i++) {
            Picture picture = View.of(photo, NUMBER, List.of(NUMBER), SeededRandom.of(2, i));
            Box box = picture.numbers().get(0);
            Box seen = Marks.find(picture.image(), Marks.MAGENTA).orElseThrow();
            // The corners of what is turned reach further.
            assertThat(seen.overlap(box)).as("view %d", i).isGreaterThan(0.35);
            overlaps += seen.overlap(box);
        }
        assertThat(overlaps / 200).isGreaterThan(0.7);
    }

    @Test
    void keepsTheNumberInView() {
        BufferedImage photo = Marks.photo(200, 140, NUMBER);
        assertThat(LongStream.range(0, 300)
                        .mapToObj(i -> View.of(photo, NUMBER, List.of(NUMBER), SeededRandom.of(3, i)))
                        .filter(picture -> isInside(picture.numbers().get(0).resized(0.95, 0.95), picture.image())))
                .hasSizeGreaterThan(285);
    }

    @Test
    void showsNumbersOfVeryDifferentHeightsOnCanvasesOfDifferentProportions() {
        BufferedImage photo = Marks.photo(200, 140, NUMBER);
        List<Picture> views = LongStream.range(0, 300)
                .mapToObj(i -> View.of(photo, NUMBER, List.of(NUMBER), SeededRandom.of(4, i)))
                .toList();
        assertThat(views.stream().mapToDouble(ViewTest::height)).anyMatch(height -> height < 0.2);
        assertThat(views.stream().mapToDouble(ViewTest::height)).anyMatch(height -> height > 0.7);
        assertThat(views.stream().mapToDouble(ViewTest::aspect)).allMatch(aspect -> aspect > 0.5 && aspect < 4);
        assertThat(views.stream().mapToDouble(ViewTest::aspect)).anyMatch(aspect -> aspect < 1);
        assertThat(views.stream().mapToDouble(ViewTest::aspect)).anyMatch(aspect -> aspect > 3);
    }

    private static double height(Picture view) {
        return view.numbers().get(0).height() / view.image().getHeight();
    }

    private static double aspect(Picture view) {
        return (double) view.image().getWidth() / view.image().getHeight();
    }

    @Test
    void looksAtAPlaceWithoutANumberToo() {
        Picture picture = View.of(Marks.noise(50, 40, 1), new Region(10, 10, 20, 15), List.of(), SeededRandom.of(5, 1));
        assertThat(picture.numbers()).isEmpty();
        assertThat(Marks.find(picture.image(), Color.MAGENTA)).isEmpty();
    }

    @Test
    void isTheSameForTheSameDiceAndAnotherForOthers() {
        BufferedImage photo = Marks.photo(200, 140, NUMBER);
        Set<Integer> views = new HashSet<>();
        for (long i = 0; i < 50; i++) {
            Picture view = View.of(photo, NUMBER, List.of(NUMBER), SeededRandom.of(6, i));
            Picture again = View.of(photo, NUMBER, List.of(NUMBER), SeededRandom.of(6, i));
            assertThat(Marks.hash(again.image())).isEqualTo(Marks.hash(view.image()));
            assertThat(again.numbers()).isEqualTo(view.numbers());
            views.add(Marks.hash(view.image()));
        }
        assertThat(views).hasSize(50);
    }
}
