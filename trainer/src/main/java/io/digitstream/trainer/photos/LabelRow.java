package io.digitstream.trainer.photos;

import io.digitstream.recognizer.image.Region;
import org.jspecify.annotations.Nullable;

/**
 * One row of a label file. Immutable.
 *
 * @param file name inside the folder or zip
 * @param label the right number; empty where there is none
 * @param region where the number is, if the file says so
 * @param confidence how sure the machine was that made the label, in [0, 1]; null where a person gave it
 */
public record LabelRow(
        String file,
        String label,
        @Nullable Region region,
        @Nullable Double confidence) {
    /** A row that a person wrote. */
    public LabelRow(String file, String label, @Nullable Region region) {
        this(file, label, region, null);
    }

    public LabelRow {
        if (!label.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(
                    "the label of " + file + " is not made of digits: '" + label + "'; expected 0 to 9 alone");
        }
        if (confidence != null && !(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("a confidence lies in [0, 1], not " + confidence);
        }
    }
}
