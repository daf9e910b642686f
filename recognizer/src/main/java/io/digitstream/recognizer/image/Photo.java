package io.digitstream.recognizer.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A PNG or JPEG file whose header has been read and found within limits; its pixels are decoded only on demand, and only
 * the part that is asked for. One thread.
 */
public final class Photo implements AutoCloseable {
    /** The longest side that a JPEG can state. Decoding a PNG takes room for whole rows, however few pixels are wanted. */
    private static final int MAX_SIDE = 65_535;
    /** Of a JPEG, for which encoders need about ten. */
    private static final int MAX_SCANS = 50;
    /** Of a JPEG. A profile may take 255, and other metadata one for each 64 kB. */
    private static final int MAX_SEGMENTS = 10_000;

    private final byte[] file;
    private final ImageFormat format;
    private final int width;
    private final int height;
    private final Orientation orientation;
    private final @Nullable PlainPng plain;
    private @Nullable EncodedImage image;

    private Photo(byte[] file, ImageFormat format) throws IOException {
        this.file = file;
        this.format = format;
        this.plain = format == ImageFormat.PNG ? PlainPng.open(file) : null;
        if (plain != null) {
            width = plain.width();
            height = plain.height();
        } else {
            image = EncodedImage.open(file, format);
            width = image.width();
            height = image.height();
        }
        this.orientation = ExifOrientation.of(file, format);
    }

    /**
     * Reads the header of an image file.
     *
     * @throws ImageRejectedException if the file is empty, neither PNG nor JPEG, over the limits, or has a damaged header
     */
    public static Photo open(byte[] file, ImageLimits limits) throws ImageRejectedException {
        ImageFormat format = ImageFormat.of(file);
        if (file.length > limits.maxBytes()) {
            throw tooLarge(String.format(
                    Locale.ROOT, "the image file has %,d bytes, the limit is %,d", file.length, limits.maxBytes()));
        }
        if (format == ImageFormat.JPEG) {
            check(JpegSegments.of(file));
        }
        try {
            Photo photo = new Photo(file, format);
            photo.check(limits);
            return photo;
        } catch (IOException | RuntimeException e) {
            throw undecodable(format + " header", e);
        }
    }

    private static void check(JpegSegments segments) throws ImageRejectedException {
        if (segments.scans() > MAX_SCANS || segments.all() > MAX_SEGMENTS) {
            throw tooLarge(String.format(
                    Locale.ROOT,
                    "the image comes in %,d scans and %,d segments, the limits are %,d and %,d",
                    segments.scans(),
                    segments.all(),
                    MAX_SCANS,
                    MAX_SEGMENTS));
        }
    }

    private void check(ImageLimits limits) throws ImageRejectedException {
        if ((long) width * height > limits.maxPixels() || Math.max(width, height) > MAX_SIDE) {
            close();
            throw tooLarge(String.format(
                    Locale.ROOT,
                    "the image claims %,d x %,d pixels, the limit is %,d pixels, and %,d a side",
                    width,
                    height,
                    limits.maxPixels(),
                    MAX_SIDE));
        }
    }

    private static ImageRejectedException tooLarge(String message) {
        return new ImageRejectedException(RejectionReason.TOO_LARGE, message);
    }

    /** Width of the stored image in pixels, from the file's header. */
    public int width() {
        return width;
    }

    /** Height of the stored image in pixels, from the file's header. */
    public int height() {
        return height;
    }

    /** What must be done to the stored image to see it upright, from the file's EXIF metadata. */
    public Orientation orientation() {
        return orientation;
    }

    /**
     * Decodes a part of the stored image: grey levels as colours, see-through pixels on a {@link Background}.
     *
     * @param part in pixels of the stored image, inside it
     * @param step every how many pixels one is taken, across and down; 1 for all
     * @return an image of {@code ceil(part / step)} pixels
     * @throws ImageRejectedException if the file is cut off or damaged
     */
    public BufferedImage decode(Rectangle part, int step) throws ImageRejectedException {
        try {
            BufferedImage decoded = plain == null ? null : plain.decode(part, step);
            if (decoded == null) {
                decoded = encoded().decode(part, step);
            }
            return Background.under(Gray.inColour(decoded));
        } catch (IOException | RuntimeException e) {
            throw undecodable("image", e);
        }
    }

    /**
     * Makes something of a part of the stored image without having all of it in memory, where its format allows that.
     *
     * @param part in pixels of the stored image, inside it
     * @param step every how many pixels one is taken, across and down; 1 for all
     * @param use of the pixels that {@link #decode(Rectangle, int)} gives; called again if the file turns out to need another reader
     * @throws ImageRejectedException if the file is cut off or damaged
     */
    public <T> T decode(Rectangle part, int step, Function<PixelRows, T> use) throws ImageRejectedException {
        if (plain != null && !plain.hasAlpha()) {
            try (PngRows rows = plain.rows(part, step)) {
                T made = use.apply(rows);
                if (rows.sound()) {
                    return made;
                }
            }
        }
        return use.apply(new ImageRows(decode(part, step)));
    }

    private EncodedImage encoded() throws IOException {
        if (image == null) {
            image = EncodedImage.open(file, format);
        }
        return image;
    }

    @Override
    public void close() {
        if (image != null) {
            image.close();
        }
    }

    /** The JDK's readers answer damaged files with unchecked exceptions as well as with {@link IOException}. */
    private static ImageRejectedException undecodable(String what, Exception cause) {
        String detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new ImageRejectedException(
                RejectionReason.UNDECODABLE_IMAGE, "the " + what + " is cut off or damaged: " + detail, cause);
    }
}
