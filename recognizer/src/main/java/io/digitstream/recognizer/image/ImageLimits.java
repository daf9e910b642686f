package io.digitstream.recognizer.image;

/**
 * How large an image may be before it is rejected unread. Immutable.
 *
 * @param maxBytes of the encoded file, at least 1
 * @param maxPixels width times height as the file's header states them, at least 1
 */
public record ImageLimits(int maxBytes, long maxPixels) {
    /** 10 MiB of file and 50 million pixels: any phone's photo, no decompression bomb. */
    public static final ImageLimits DEFAULT = new ImageLimits(10 * 1024 * 1024, 50_000_000);

    public ImageLimits {
        if (maxBytes < 1 || maxPixels < 1) {
            throw new IllegalArgumentException(
                    "image limits must be positive: " + maxBytes + " bytes, " + maxPixels + " pixels");
        }
    }
}
