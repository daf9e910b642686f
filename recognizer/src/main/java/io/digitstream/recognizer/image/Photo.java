package io.digitstream.recognizer.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * A PNG or JPEG file whose header has been read and found within limits; its pixels are decoded only on demand, and only
 * the part that is asked for. One thread.
 */
public final class Photo implements AutoCloseable {
    /** The longest side that a JPEG can state. Decoding a PNG takes room for whole rows, however few pixels are wanted. */
    private static final int MAX_SIDE = 65_535;

    private final byte[] file;
    private final ImageFormat format;
    private final ImageReader reader;
    private final WatchedStream stream;
    private final int width;
    private final int height;
    private final Orientation orientation;

    private Photo(
            byte[] file,
            ImageFormat format,
            ImageReader reader,
            WatchedStream stream,
            int width,
            int height,
            Orientation orientation) {
        this.file = file;
        this.format = format;
        this.reader = reader;
        this.stream = stream;
        this.width = width;
        this.height = height;
        this.orientation = orientation;
    }

    /**
     * Reads the header of an image file.
     *
     * @throws ImageRejectedException if the file is empty, neither PNG nor JPEG, over the limits, or has a damaged header
     */
    public static Photo open(byte[] file, ImageLimits limits) throws ImageRejectedException {
        ImageFormat format = ImageFormat.of(file);
        if (file.length > limits.maxBytes()) {
            throw new ImageRejectedException(
                    RejectionReason.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "the image file has %,d bytes, the limit is %,d",
                            file.length,
                            limits.maxBytes()));
        }
        WatchedStream stream = new WatchedStream(file);
        ImageReader reader = readerFor(format);
        reader.setInput(stream, true, true);
        Photo photo = null;
        try {
            photo = new Photo(
                    file,
                    format,
                    reader,
                    stream,
                    reader.getWidth(0),
                    reader.getHeight(0),
                    ExifOrientation.of(file, format));
            photo.check(limits);
            return photo;
        } catch (IOException | RuntimeException e) {
            if (photo == null) {
                reader.dispose();
            } else {
                photo.close();
            }
            throw undecodable(format + " header", e);
        }
    }

    private void check(ImageLimits limits) throws ImageRejectedException {
        if ((long) width * height > limits.maxPixels() || Math.max(width, height) > MAX_SIDE) {
            close();
            throw new ImageRejectedException(
                    RejectionReason.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "the image claims %,d x %,d pixels, the limit is %,d pixels, and %,d a side",
                            width,
                            height,
                            limits.maxPixels(),
                            MAX_SIDE));
        }
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
     * Decodes a part of the stored image: grey levels as colours, what is see-through on white.
     *
     * @param part in pixels of the stored image, inside it
     * @param step every how many pixels one is taken, across and down; 1 for all
     * @return an image of {@code ceil(part / step)} pixels
     * @throws ImageRejectedException if the file is cut off or damaged
     */
    public BufferedImage decode(Rectangle part, int step) throws ImageRejectedException {
        if (format == ImageFormat.PNG) {
            BufferedImage plain = PlainPng.decode(file, part, step);
            if (plain != null) {
                return Paper.under(plain);
            }
        }
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceRegion(part);
        parameters.setSourceSubsampling(step, step, 0, 0);
        try {
            BufferedImage image = reader.read(0, parameters);
            if (stream.exhausted()) {
                // The JDK's JPEG reader paints what a cut file lacks grey, and only warns.
                throw new EOFException("the file ends before its last pixel");
            }
            return Paper.under(Gray.inColour(image));
        } catch (IOException | RuntimeException e) {
            throw undecodable("image", e);
        }
    }

    @Override
    public void close() {
        reader.dispose();
        try {
            stream.close();
        } catch (IOException e) {
            throw new IllegalStateException("a stream over memory failed to close", e);
        }
    }

    private static ImageReader readerFor(ImageFormat format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        if (!readers.hasNext()) {
            throw new IllegalStateException("this Java runtime has no reader for " + format);
        }
        return readers.next();
    }

    /** The JDK's readers answer damaged files with unchecked exceptions as well as with {@link IOException}. */
    private static ImageRejectedException undecodable(String what, Exception cause) {
        String detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new ImageRejectedException(
                RejectionReason.UNDECODABLE_IMAGE, "the " + what + " is cut off or damaged: " + detail, cause);
    }
}
