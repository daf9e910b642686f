package io.digitstream.synthetic;

import io.digitstream.recognizer.image.Region;
import java.awt.image.BufferedImage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One drawn photo and the truth about it.
 *
 * @param photo the pixels, of {@link BufferedImage#TYPE_INT_RGB}
 * @param digits the number in it, left to right (top to bottom where it is written downwards), without leading or
 *     trailing marks; empty where the photo shows no number; of any length
 * @param region the union of the digits' boxes, inside the photo; without digits a part of the photo that holds none,
 *     or null
 */
public record SyntheticNumber(
        BufferedImage photo, String digits, @Nullable Region region) {
    public SyntheticNumber {
        if (photo.getType() != BufferedImage.TYPE_INT_RGB) {
            throw new IllegalArgumentException("a drawn photo is of TYPE_INT_RGB, not of type " + photo.getType());
        }
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("a number has digits only, not '" + digits + "'");
        }
        if (!digits.isEmpty()) {
            Objects.requireNonNull(region, "a number is somewhere in its photo");
        }
    }
}
