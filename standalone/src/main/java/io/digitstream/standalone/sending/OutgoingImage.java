package io.digitstream.standalone.sending;

import io.digitstream.recognizer.image.Region;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One file about to be sent. Immutable as long as nobody moves or writes into its buffer.
 *
 * @param name the record's key
 * @param file the whole file; whether it is an image is for the processor to say
 * @param region where the number is, if known
 * @param truth the number it shows, empty for none; null where nobody said
 */
public record OutgoingImage(
        String name,
        ByteBuffer file,
        @Nullable Region region,
        @Nullable String truth) {}
