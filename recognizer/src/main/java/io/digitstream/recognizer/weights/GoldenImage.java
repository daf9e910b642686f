package io.digitstream.recognizer.weights;

import io.digitstream.recognizer.image.Region;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An image that a release carries along, with the number that it reads there: proof, wherever the release is put to work, that
 * it works. Immutable.
 */
public final class GoldenImage {
    private static final Pattern TEXT =
            Pattern.compile("(?<number>[0-9]*) (?<region>-|\\d+,\\d+,\\d+,\\d+) (?<file>[A-Za-z0-9+/=]+)");

    private final byte[] file;
    private final @Nullable Region region;
    private final String number;

    /**
     * @param file a PNG or JPEG
     * @param region of the number; null to have it found
     * @param number its digits
     */
    public GoldenImage(byte[] file, @Nullable Region region, String number) {
        this.file = file.clone();
        this.region = region;
        this.number = number;
    }

    /**
     * As it stands in a release's metadata: number, region and file in base 64, with spaces between.
     *
     * @throws IllegalArgumentException if the text is no such image
     */
    static GoldenImage parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a number, a region and a file");
        }
        return new GoldenImage(
                Base64.getDecoder().decode(matcher.group("file")),
                region(matcher.group("region")),
                matcher.group("number"));
    }

    private static @Nullable Region region(String text) {
        if (text.equals("-")) {
            return null;
        }
        int[] sides = Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
        return new Region(sides[0], sides[1], sides[2], sides[3]);
    }

    @Override
    public String toString() {
        String place = region == null
                ? "-"
                : "%d,%d,%d,%d".formatted(region.left(), region.top(), region.width(), region.height());
        return number + " " + place + " " + Base64.getEncoder().encodeToString(file);
    }

    /** A copy. */
    public byte[] file() {
        return file.clone();
    }

    public @Nullable Region region() {
        return region;
    }

    public String number() {
        return number;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GoldenImage image && toString().equals(image.toString());
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(file), region, number);
    }
}
