package io.digitstream.recognizer.pixels;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.ImageRows;
import io.digitstream.recognizer.image.Orientation;
import io.digitstream.recognizer.image.PixelRows;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.image.RejectionReason;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * The part of a photo that the network looks at, in fractions of its pixels, inside the photo. Immutable.
 *
 * @param left from the photo's left edge
 * @param top from the photo's top edge
 * @param width greater than 0
 * @param height greater than 0
 */
public record Crop(double left, double top, double width, double height) {
    /** A region is made larger by 30 % before it is cut out, as Goodfellow et al. (2013, section 4) do. */
    public static final double ENLARGEMENT = 1.3;

    public Crop {
        if (!(width > 0 && height > 0 && left >= 0 && top >= 0)) {
            throw new IllegalArgumentException(
                    "not a part of a photo: " + left + ", " + top + ", " + width + ", " + height);
        }
    }

    /** The whole photo. */
    public static Crop whole(int photoWidth, int photoHeight) {
        return new Crop(0, 0, photoWidth, photoHeight);
    }

    /**
     * A box enlarged by {@link #ENLARGEMENT} around its middle, then cut at the edges of the photo that it lies in; if it does
     * not, what is nearest to it there.
     */
    public static Crop around(Box box, int photoWidth, int photoHeight) {
        return covering(box.resized(ENLARGEMENT, ENLARGEMENT), photoWidth, photoHeight);
    }

    /** A box cut at the edges of the photo that it lies in; if it does not, what is nearest to it there. */
    public static Crop covering(Box box, int photoWidth, int photoHeight) {
        return between(
                Math.min(box.left(), photoWidth - 1.0),
                Math.min(box.top(), photoHeight - 1.0),
                Math.max(1, box.right()),
                Math.max(1, box.bottom()),
                photoWidth,
                photoHeight);
    }

    /**
     * The region enlarged by {@link #ENLARGEMENT} around its middle, then cut at the photo's edges.
     *
     * @throws ImageRejectedException if the region lies outside the photo
     */
    public static Crop around(Region region, int photoWidth, int photoHeight) throws ImageRejectedException {
        boolean overlaps = region.left() < photoWidth
                && region.top() < photoHeight
                && (long) region.left() + region.width() > 0
                && (long) region.top() + region.height() > 0;
        if (!overlaps) {
            throw new ImageRejectedException(
                    RejectionReason.BAD_REGION,
                    "the region (left %d, top %d, width %d, height %d) lies outside the image of %d x %d pixels"
                            .formatted(
                                    region.left(),
                                    region.top(),
                                    region.width(),
                                    region.height(),
                                    photoWidth,
                                    photoHeight));
        }
        double marginX = region.width() * (ENLARGEMENT - 1) / 2;
        double marginY = region.height() * (ENLARGEMENT - 1) / 2;
        return between(
                region.left() - marginX,
                region.top() - marginY,
                (double) region.left() + region.width() + marginX,
                (double) region.top() + region.height() + marginY,
                photoWidth,
                photoHeight);
    }

    /**
     * The rectangle between two corners, cut at the photo's edges.
     *
     * @throws IllegalArgumentException if nothing of it lies inside the photo
     */
    public static Crop between(double left, double top, double right, double bottom, int photoWidth, int photoHeight) {
        double l = Math.max(0, left);
        double t = Math.max(0, top);
        return new Crop(l, t, Math.min(photoWidth, right) - l, Math.min(photoHeight, bottom) - t);
    }

    /** Where this part of the stored photo is in the upright one. */
    Crop upright(Orientation orientation, int storedWidth, int storedHeight) {
        if (orientation == Orientation.UPRIGHT) {
            return this;
        }
        Rectangle2D.Double turned =
                orientation.toUpright(new Rectangle2D.Double(left, top, width, height), storedWidth, storedHeight);
        return between(
                turned.x,
                turned.y,
                turned.x + turned.width,
                turned.y + turned.height,
                orientation.width(storedWidth, storedHeight),
                orientation.height(storedWidth, storedHeight));
    }

    /**
     * What a network sees of this crop: cut out of a photo in memory, and stretched.
     *
     * @param photo in whose pixels this crop is, without see-through ones
     */
    public Pixels cutFrom(BufferedImage photo, InputShape shape) {
        return cutFrom(new ImageRows(photo), shape);
    }

    /** What a network sees of this crop, of a photo that need not be in memory. */
    Pixels cutFrom(PixelRows photo, InputShape shape) {
        return new Resampler(photo).stretch(this, shape);
    }

    /** The whole pixels that this crop touches. */
    Rectangle touched() {
        int x = (int) Math.floor(left);
        int y = (int) Math.floor(top);
        return new Rectangle(x, y, (int) Math.ceil(left + width) - x, (int) Math.ceil(top + height) - y);
    }
}
