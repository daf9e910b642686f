package io.digitstream.recognizer.network;

import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.pixels.Preparer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The two networks that one release fills, so that neither is ever older than the other. Immutable.
 *
 * @param reading reads what it is shown
 * @param locating finds in a photo what to show
 */
public record Networks(Architecture reading, LocatorArchitecture locating) {
    /**
     * The networks of releases that read numbers of up to so many digits.
     *
     * @throws IllegalArgumentException unless there are 1 to {@value Architecture#MAX_DIGITS} digits
     */
    public static Networks of(int digits) {
        return new Networks(Architecture.of(digits), LocatorArchitecture.CURRENT);
    }

    /** Every tensor that a release must hold. */
    public List<TensorShape> tensors() {
        List<TensorShape> tensors = new ArrayList<>(reading.tensors());
        tensors.addAll(locating.tensors());
        return tensors;
    }

    /** Makes images into what these networks take. */
    public Preparer preparer(ImageLimits limits) {
        return new Preparer(reading.input(), locating.input(), limits);
    }

    /** Tells networks apart: a release fills them only when it has the same. 16 hexadecimal digits. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** The whole declaration in one line. */
    @Override
    public String toString() {
        return "reading: %s; locating: %s".formatted(reading, locating);
    }
}
