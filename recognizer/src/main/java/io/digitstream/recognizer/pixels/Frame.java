package io.digitstream.recognizer.pixels;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.Orientation;
import io.digitstream.recognizer.image.Region;
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
        Region upright = box.scaled(reduction, reduction, 0, 0)
                .toRegion(orientation.width(storedWidth, storedHeight), orientation.height(storedWidth, storedHeight));
        return orientation.toStored(upright, storedWidth, storedHeight);
    }
}
