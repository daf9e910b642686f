package io.digitstream.recognizer.image;

import java.util.regex.Pattern;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the warnings of libjpeg. It paints missing pixels grey and reports them only as a warning; of all its warnings about a
 * file it reports the first. One thread.
 */
final class JpegWarnings implements IIOReadWarningListener {
    /** Those of libjpeg, not of Java. */
    private static final Pattern NATIVE = Pattern.compile(
            "Corrupt JPEG data: .*|Inconsistent progression .*|Invalid SOS parameters .*|Unknown Adobe .*|Warning: unknown JFIF .*");

    private static final Pattern MISSING_PIXELS =
            Pattern.compile(".*(premature end of data segment|found marker 0xd9 instead of RST.).*");

    /** Bytes between the last pixel and the end of the image: with this, all pixels were decoded without a warning. */
    private static final Pattern SURPLUS = Pattern.compile(".* extraneous bytes before marker 0xd9");

    private @Nullable String first;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        if (first == null && NATIVE.matcher(warning).matches()) {
            first = warning;
        }
    }

    /**
     * Whether pixels are missing.
     *
     * @param ended whether the file says where its image ends: if not, any other warning may have kept the decisive one back
     */
    boolean tellOfMissingPixels(boolean ended) {
        return first != null
                && (MISSING_PIXELS.matcher(first).matches()
                        || (!ended && !SURPLUS.matcher(first).matches()));
    }
}
