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
 * From an image file to what the networks take: header, bounds, crop, decode, turn upright, stretch. Training and serving
 * share it, so that they see the same pixels. Immutable and thread-safe.
 *
 * @param shape of the reading network's input
 * @param overview shape of the locating network's input
 * @param limits that an image must keep
 */
public record Preparer(InputShape shape, InputShape overview, ImageLimits limits) {
    /** A crop is decoded with at least this many pixels to each of the network's, along each side. */
    private static final int DETAIL = 4;

    /** A frame has no more pixels than this; a number of a twelfth of its height is then as high as the network's input. */
    private static final int FRAME_PIXELS = 400_000;

    /**
     * @param file a PNG or JPEG
     * @param region where the number is in the stored image, if somebody said so
     * @throws ImageRejectedException if the file or the region cannot be read
     */
    public Prepared prepare(byte[] file, @Nullable Region region) throws ImageRejectedException {
        try (Photo photo = Photo.open(file, limits)) {
            if (region != null) {
                return new Prepared.Cut(cut(photo, region), region);
            }
            return whole(frame(photo));
        }
    }

    /**
     * What {@link #prepare} makes of a photo that is in memory and comes without a region.
     *
     * @param photo upright, without see-through pixels
     */
    public Prepared.Whole prepare(BufferedImage photo) {
        BufferedImage reduced = photo;
        int reduction = 1;
        while (reduced.getWidth() * reduced.getHeight() > FRAME_PIXELS) {
            reduced = Reduction.halved(reduced);
            reduction *= 2;
        }
        return whole(new Frame(reduced, reduction, Orientation.UPRIGHT, photo.getWidth(), photo.getHeight()));
    }

    private Prepared.Whole whole(Frame frame) {
        return new Prepared.Whole(frame, Overview.of(frame.image(), overview));
    }

    private Pixels cut(Photo photo, Region region) throws ImageRejectedException {
        Crop crop = Crop.around(region, photo.width(), photo.height());
        Orientation orientation = photo.orientation();
        InputShape stored = stored(orientation);
        int step = step(crop, stored);
        Rectangle part = withNeighbours(crop, stored, photo);
        if (orientation == Orientation.UPRIGHT) {
            return photo.decode(
                    part,
                    step,
                    rows -> in(part, step, crop, rows.width(), rows.height()).cutFrom(rows, shape));
        }
        BufferedImage decoded = photo.decode(part, step);
        int width = decoded.getWidth();
        int height = decoded.getHeight();
        return in(part, step, crop, width, height)
                .upright(orientation, width, height)
                .cutFrom(orientation.upright(decoded), shape);
    }

    /** A crop of the photo in the pixels of a part of it, of which so many are decoded. */
    private static Crop in(Rectangle part, int step, Crop crop, int width, int height) {
        return Crop.between(
                (crop.left() - part.x) / step,
                (crop.top() - part.y) / step,
                (crop.left() - part.x + crop.width()) / step,
                (crop.top() - part.y + crop.height()) / step,
                width,
                height);
    }

    /** The whole photo; of a large one only some pixels are decoded, and four of these averaged. */
    private static Frame frame(Photo photo) throws ImageRejectedException {
        int step = 1;
        while (Reduction.pixels(photo.width(), photo.height(), 2 * step) > FRAME_PIXELS) {
            step++;
        }
        BufferedImage decoded = photo.decode(new Rectangle(photo.width(), photo.height()), step);
        boolean large = decoded.getWidth() * decoded.getHeight() > FRAME_PIXELS;
        BufferedImage reduced = large ? Reduction.halved(decoded) : decoded;
        return new Frame(
                photo.orientation().upright(reduced),
                large ? 2 * step : step,
                photo.orientation(),
                photo.width(),
                photo.height());
    }

    /** The network's input as it lies in the stored image. */
    private InputShape stored(Orientation orientation) {
        return new InputShape(
                orientation.height(shape.width(), shape.height()), orientation.width(shape.width(), shape.height()));
    }

    /** The filter of the outermost pixels reaches beyond the crop: what lies there must be what {@link Crop#cutFrom} finds there. */
    private static Rectangle withNeighbours(Crop crop, InputShape stored, Photo photo) {
        Rectangle part = crop.touched();
        part.grow(reach(crop.width() / stored.width()), reach(crop.height() / stored.height()));
        return part.intersection(new Rectangle(photo.width(), photo.height()));
    }

    private static int reach(double scale) {
        return (int) Math.ceil(Math.max(1, scale));
    }

    private static int step(Crop crop, InputShape stored) {
        double pixels = Math.min(crop.width() / stored.width(), crop.height() / stored.height());
        return Math.max(1, (int) (pixels / DETAIL));
    }
}
