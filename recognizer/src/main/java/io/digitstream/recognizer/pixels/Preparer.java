package io.digitstream.recognizer.pixels;

import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Photo;
import io.digitstream.recognizer.image.Region;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * From an image file to the network's input: header, bounds, crop, decode, stretch. Training and serving share it, so
 * that they see the same pixels. Immutable and thread-safe.
 *
 * @param shape of the network's input
 * @param limits that an image must keep
 */
public record Preparer(InputShape shape, ImageLimits limits) {
    /** A crop is decoded with at least this many pixels to each of the network's, along each side. */
    private static final int DETAIL = 4;

    /**
     * @param file a PNG or JPEG
     * @param region where the number is; without one, the whole photo is looked at
     * @throws ImageRejectedException if the file or the region cannot be read
     */
    public Pixels prepare(byte[] file, @Nullable Region region) throws ImageRejectedException {
        try (Photo photo = Photo.open(file, limits)) {
            Crop crop = region == null
                    ? Crop.whole(photo.width(), photo.height())
                    : Crop.around(region, photo.width(), photo.height());
            int step = step(crop);
            Rectangle part = withNeighbours(crop, photo);
            BufferedImage decoded = photo.decode(part, step);
            Crop inPart = Crop.between(
                    (crop.left() - part.x) / step,
                    (crop.top() - part.y) / step,
                    (crop.left() - part.x + crop.width()) / step,
                    (crop.top() - part.y + crop.height()) / step,
                    decoded.getWidth(),
                    decoded.getHeight());
            return cut(decoded, inPart);
        }
    }

    /** The filter of the outermost pixels reaches beyond the crop: what lies there must be what {@link #cut} finds there. */
    private Rectangle withNeighbours(Crop crop, Photo photo) {
        Rectangle part = crop.touched();
        part.grow(reach(crop.width() / shape.width()), reach(crop.height() / shape.height()));
        return part.intersection(new Rectangle(photo.width(), photo.height()));
    }

    private static int reach(double scale) {
        return (int) Math.ceil(Math.max(1, scale));
    }

    /** Cuts a part out of a decoded photo: what {@link #prepare} does last, for photos that are in memory. */
    public Pixels cut(BufferedImage photo, Crop crop) {
        return new Resampler(photo).stretch(crop, shape);
    }

    private int step(Crop crop) {
        double pixels = Math.min(crop.width() / shape.width(), crop.height() / shape.height());
        return Math.max(1, (int) (pixels / DETAIL));
    }
}
