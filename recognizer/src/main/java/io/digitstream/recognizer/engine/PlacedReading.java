package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.sequence.Reading;
import org.jspecify.annotations.Nullable;

/**
 * What an image says, and where. Immutable.
 *
 * @param reading what it says
 * @param region where it was read, in pixels of the stored image; null where nothing was found that could be a number
 * @param located whether the region was found, rather than given with the image
 */
public record PlacedReading(Reading reading, @Nullable Region region, boolean located) {
    /** Whether the image came without a region, so that a number was looked for, whether one was found or not. */
    public boolean isSought() {
        return located || region == null;
    }
}
