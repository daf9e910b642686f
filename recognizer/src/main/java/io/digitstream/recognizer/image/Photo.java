package io.digitstream.recognizer.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.EOFException;
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

    private static final String SUPPORTED = "send a baseline or progressive JPEG of 8 bits a sample, or PNG";

    private final byte[] file;
    private final ImageFormat format;
    /** Whether the file itself said where its image ends. */
    private final boolean ended;

    private final int width;
    private final int height;
    private final Orientation orientation;
    private final @Nullable PlainPng plain;
    private @Nullable EncodedImage image;

    private Photo(byte[] file, ImageFormat format, boolean ended) throws IOException {
        this.file = file;
        this.ended = ended;
        this.format = format;
        this.plain = format == ImageFormat.PNG ? PlainPng.open(file) : null;
        if (plain != null) {
            width = plain.width();
            height = plain.height();
        } else {
            byte[] whole = format == ImageFormat.PNG ? PngStructure.completed(file) : file;
            image = EncodedImage.open(whole, format, ended);
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
        byte[] whole = file;
        boolean ended = true;
        if (format == ImageFormat.JPEG) {
            JpegStructure structure = JpegStructure.of(file);
            check(structure);
            whole = structure.completed();
            ended = structure.isEnded();
        }
        try {
            Photo photo = new Photo(whole, format, ended);
            photo.check(limits);
            return photo;
        } catch (IOException | RuntimeException e) {
            throw undecodable(format + " header", e);
        }
    }

    private static void check(JpegStructure structure) throws ImageRejectedException {
        JpegSegments segments = structure.segments();
        if (segments.scans() > MAX_SCANS || segments.all() > MAX_SEGMENTS) {
            throw tooLarge(String.format(
                    Locale.ROOT,
                    "the image comes in %,d scans and %,d segments, the limits are %,d and %,d",
                    segments.scans(),
                    segments.all(),
                    MAX_SCANS,
                    MAX_SEGMENTS));
        }
        if (structure.unsupportedKind() != null) {
            throw new ImageRejectedException(
                    RejectionReason.UNDECODABLE_IMAGE, structure.unsupportedKind() + "; " + SUPPORTED);
        }
        if (structure.lacksScans()) {
            throw undecodable("image", new EOFException("the file ends before its last scan"));
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
            image = EncodedImage.open(file, format, ended);
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
