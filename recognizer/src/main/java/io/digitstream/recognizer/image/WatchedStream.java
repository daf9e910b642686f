package io.digitstream.recognizer.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A file in memory that remembers whether a decoder asked for more than there is. One thread. */
final class WatchedStream extends MemoryCacheImageInputStream {
    private boolean exhausted;

    WatchedStream(byte[] file) {
        super(new ByteArrayInputStream(file));
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        exhausted |= value < 0;
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        exhausted |= count < 0;
        return count;
    }

    /** Whether somebody read past the end. */
    boolean exhausted() {
        return exhausted;
    }
}
