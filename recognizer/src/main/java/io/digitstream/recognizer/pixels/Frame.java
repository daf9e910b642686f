package io.digitstream.recognizer.pixels;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.Orientation;
import io.digitstream.recognizer.image.Region;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * A whole photo in memory: upright, and reduced to the few hundred thousand pixels that finding and reading a number take.
 * Immutable as long as nobody draws on it.
 *
 * @param image upright
 * @param reduction pixels of the photo to one of the image, along each side
 * @param orientation of the stored photo
 * @param storedWidth of the stored photo
 * @param storedHeight of the stored photo
 */
public record Frame(BufferedImage image, int reduction, Orientation orientation, int storedWidth, int storedHeight) {
    /** The pixels of the stored photo that a box of the image covers; at least one. */
    public Region inStored(Box box) {
        // Turned back before it is enlarged, as the photo was reduced before it was turned.
        Rectangle2D.Double turned = orientation.toStored(
                new Rectangle2D.Double(box.left(), box.top(), box.width(), box.height()),
                orientation.width(image.getWidth(), image.getHeight()),
                orientation.height(image.getWidth(), image.getHeight()));
        return new Box(turned.x, turned.y, turned.width, turned.height)
                .scaled(reduction, reduction, 0, 0)
                .toRegion(storedWidth, storedHeight);
    }
}
