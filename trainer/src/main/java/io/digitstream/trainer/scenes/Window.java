package io.digitstream.trainer.scenes;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.Region;
import io.digitstream.trainer.raster.Dice;
import java.awt.image.BufferedImage;
import java.util.List;

/** A photo cut to a smaller one that still shows its numbers whole. Pure. */
final class Window {
    private Window() {}

    static Picture of(BufferedImage photo, List<Region> numbers, Dice dice) {
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
        boolean cut = dice.chance(0.6) && !numbers.isEmpty();
        int x = cut ? (int) (dice.near(0, 1) * Math.max(0, left)) : 0;
        int y = cut ? (int) (dice.near(0, 1) * Math.max(0, top)) : 0;
        int endX = photo.getWidth() - (cut ? (int) (dice.near(0, 1) * Math.max(0, photo.getWidth() - right)) : 0);
        int endY = photo.getHeight() - (cut ? (int) (dice.near(0, 1) * Math.max(0, photo.getHeight() - bottom)) : 0);
        List<Box> moved = numbers.stream()
                .map(number -> Box.of(number).scaled(1, 1, -x, -y))
                .toList();
        return new Picture(photo.getSubimage(x, y, endX - x, endY - y), moved);
    }
}
