package io.digitstream.recognizer.image;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What a PNG file's data chunks hold, inflated bit by bit. One thread. */
final class PngData implements AutoCloseable {
    private final Inflater inflater = new Inflater();
    private final ByteBuffer file;
    /** Where the chunk begins that comes next. */
    private int chunk;

    /**
     * @param file sound, as {@link PlainPng#open} says
     * @param first where its first data chunk begins
     */
    PngData(byte[] file, int first) {
        this.file = ByteBuffer.wrap(file);
        this.chunk = first;
    }

    /**
     * Inflates so many bytes.
     *
     * @return false if there are not so many left
     */
    boolean inflate(byte[] target, int from, int length) throws DataFormatException {
        int done = 0;
        while (done < length) {
            int count = inflater.inflate(target, from + done, length - done);
            done += count;
            if (count == 0 && (inflater.finished() || inflater.needsDictionary() || !feed())) {
                return false;
            }
        }
        return true;
    }

    private boolean feed() {
        if (file.getInt(chunk + Integer.BYTES) != PlainPng.IDAT) {
            return false;
        }
        int length = file.getInt(chunk);
        inflater.setInput(file.array(), chunk + 2 * Integer.BYTES, length);
        chunk += PlainPng.FRAME + length;
        return true;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
