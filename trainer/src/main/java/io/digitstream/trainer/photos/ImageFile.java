package io.digitstream.trainer.photos;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One file of a folder or zip. Immutable.
 *
 * @param problem why it cannot be read, as far as that is known before; null where it probably can
 */
record ImageFile(@Nullable String problem, Contents contents) {
    /** Reads a file. */
    interface Contents {
        byte[] read() throws IOException;
    }

    /** @throws IOException if it cannot be read; its message is the reason, without the name */
    byte[] read() throws IOException {
        if (problem != null) {
            throw new IOException(problem);
        }
        return contents.read();
    }
}
