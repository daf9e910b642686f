package io.digitstream.trainer.scenes;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.DoubleSupplier;

/** A photo cut to a smaller one that still shows its numbers whole. Pure. */
final class Window {
    private Window() {}

    /** The whole photo, or one cut mostly a little at each side. */
    static Picture of(BufferedImage photo, List<Region> numbers, SeededRandom random) {
        return random.chance(0.6) && !numbers.isEmpty()
                ? cut(photo, numbers, () -> random.near(0, 1))
                : new Picture(photo, numbers.stream().map(Box::of).toList());
    }

    /** What is around the numbers, more or less of it at each side. */
    static Picture close(BufferedImage photo, Region number, SeededRandom random) {
        return cut(photo, List.of(number), () -> random.between(0.2, 0.95));
    }

    /** @param shares of the room at a side that is cut off */
    private static Picture cut(BufferedImage photo, List<Region> numbers, DoubleSupplier shares) {
        int left = photo.getWidth() - 1;
        int top = photo.getHeight() - 1;
        int right = 1;
        int bottom = 1;
        for (Region number : numbers) {
            left = Math.min(left, number.left());
            top = Math.min(top, number.top());
            right = Math.max(right, number.left() + number.width());
            bottom = Math.max(bottom, number.top() + number.height());
        }
        int x = (int) (shares.getAsDouble() * Math.max(0, left));
        int y = (int) (shares.getAsDouble() * Math.max(0, top));
        int endX = photo.getWidth() - (int) (shares.getAsDouble() * Math.max(0, photo.getWidth() - right));
        int endY = photo.getHeight() - (int) (shares.getAsDouble() * Math.max(0, photo.getHeight() - bottom));
        List<Box> moved = numbers.stream()
                .map(number -> Box.of(number).scaled(1, 1, -x, -y))
                .toList();
        return new Picture(photo.getSubimage(x, y, endX - x, endY - y), moved);
    }
}
