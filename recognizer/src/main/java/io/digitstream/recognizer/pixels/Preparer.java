package io.digitstream.recognizer.pixels;

import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Orientation;
import io.digitstream.recognizer.image.Photo;
import io.digitstream.recognizer.image.Region;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * From an image file to the network's input: header, bounds, crop, decode, turn upright, stretch. Training and serving
 * share it, so that they see the same pixels. Immutable and thread-safe.
 *
 * @param shape of the network's input
 * @param limits that an image must keep
 */
public record Preparer(InputShape shape, ImageLimits limits) {
    /** A crop is decoded with at least this many pixels to each of the network's, along each side. */
    private static final int DETAIL = 4;

    /**
     * @param file a PNG or JPEG
     * @param region where the number is in the stored image; without one, the whole photo is looked at
     * @throws ImageRejectedException if the file or the region cannot be read
     */
    public Pixels prepare(byte[] file, @Nullable Region region) throws ImageRejectedException {
        try (Photo photo = Photo.open(file, limits)) {
            Crop crop = region == null
                    ? Crop.whole(photo.width(), photo.height())
                    : Crop.around(region, photo.width(), photo.height());
            Orientation orientation = photo.orientation();
            InputShape stored = stored(orientation);
            int step = step(crop, stored);
            Rectangle part = withNeighbours(crop, stored, photo);
            BufferedImage decoded = photo.decode(part, step);
            Crop inPart = Crop.between(
                    (crop.left() - part.x) / step,
                    (crop.top() - part.y) / step,
                    (crop.left() - part.x + crop.width()) / step,
                    (crop.top() - part.y + crop.height()) / step,
                    decoded.getWidth(),
                    decoded.getHeight());
            return cut(
                    orientation.upright(decoded), inPart.upright(orientation, decoded.getWidth(), decoded.getHeight()));
        }
    }

    /** The network's input as it lies in the stored image. */
    private InputShape stored(Orientation orientation) {
        return new InputShape(
                orientation.height(shape.width(), shape.height()), orientation.width(shape.width(), shape.height()));
    }

    /** The filter of the outermost pixels reaches beyond the crop: what lies there must be what {@link #cut} finds there. */
    private static Rectangle withNeighbours(Crop crop, InputShape stored, Photo photo) {
        Rectangle part = crop.touched();
        part.grow(reach(crop.width() / stored.width()), reach(crop.height() / stored.height()));
        return part.intersection(new Rectangle(photo.width(), photo.height()));
    }

    private static int reach(double scale) {
        return (int) Math.ceil(Math.max(1, scale));
    }

    /** Cuts a part out of a decoded photo: what {@link #prepare} does last, for photos that are in memory. */
    public Pixels cut(BufferedImage photo, Crop crop) {
        return new Resampler(photo).stretch(crop, shape);
    }

    private static int step(Crop crop, InputShape stored) {
        double pixels = Math.min(crop.width() / stored.width(), crop.height() / stored.height());
        return Math.max(1, (int) (pixels / DETAIL));
    }
}
