package io.digitstream.trainer.photos;

import io.digitstream.recognizer.image.Region;
import org.jspecify.annotations.Nullable;

/**
 * One row of a label file. Immutable.
 *
 * @param file name inside the folder or zip
 * @param label the right number; empty where there is none
 * @param region where the number is, if the file says so
 */
public record LabelRow(String file, String label, @Nullable Region region) {
    public LabelRow {
        if (!label.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("the label of " + file + " is not made of digits: '" + label + "'");
        }
    }
}
