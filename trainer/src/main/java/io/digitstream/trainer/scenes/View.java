package io.digitstream.trainer.scenes;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.raster.SeededRandom;
import io.digitstream.trainer.examples.Viewpoint;
import java.awt.image.BufferedImage;
import java.util.List;

/** A photo seen from nearer, further or aside, on a canvas of other proportions. Pure. */
final class View {
    /** Longer side of the canvas, in pixels: half as much again as the overview has. */
    private static final int CANVAS = 240;

    private View() {}

    /** @param middle what the view turns around */
    static Picture of(BufferedImage photo, Region middle, List<Region> numbers, SeededRandom random) {
        double aspect = random.chance(0.2)
                ? Math.exp(random.between(Math.log(0.6), Math.log(1.4)))
                : Math.exp(random.between(Math.log(1.3), Math.log(3.6)));
        int width = (int) (aspect >= 1 ? CANVAS : CANVAS * aspect);
        int height = (int) (aspect >= 1 ? CANVAS / aspect : CANVAS);
        double share = Math.exp(random.between(Math.log(0.12), Math.log(0.9)));
        double scale = Math.min(share * height / middle.height(), 0.92 * width / middle.width());
        double roomX = Math.max(0, width - scale * middle.width()) / 2;
        double roomY = Math.max(0, height - scale * middle.height()) / 2;
        double middleX = width / 2.0 + roomX * place(random);
        double middleY = height / 2.0 + roomY * place(random);
        Viewpoint from = Viewpoint.around(middle, random);
        BufferedImage seen = from.see(photo, width, height, middleX, middleY, scale);
        List<Box> boxes = numbers.stream()
                .map(number -> box(from, number).scaled(scale, scale, middleX, middleY))
                .toList();
        return new Picture(seen, boxes);
    }

    /** From -1, at one edge, to 1, at the other: most often near the middle. */
    private static double place(SeededRandom random) {
        return random.chance(0.65) ? Math.max(-1, Math.min(1, random.around(0, 0.3))) : random.between(-1, 1);
    }

    /** Between the middles of the number's sides: the corners of what is turned reach further than its digits. */
    private static Box box(Viewpoint from, Region number) {
        double middleX = number.left() + number.width() / 2.0;
        double middleY = number.top() + number.height() / 2.0;
        return Box.between(
                from.offset(number.left(), middleY).x,
                from.offset(middleX, number.top()).y,
                from.offset(number.left() + number.width(), middleY).x,
                from.offset(middleX, number.top() + number.height()).y);
    }
}
