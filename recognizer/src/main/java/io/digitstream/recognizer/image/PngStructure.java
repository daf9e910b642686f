package io.digitstream.recognizer.image;

import java.nio.ByteBuffer;

/** Where the data of a PNG's pixels ends. Pure. */
final class PngStructure {
    private static final int SIGNATURE = 8;
    private static final int IEND = 0x49454E44;
    /** Length, type and check sum of the last chunk, which has no content. */
    private static final byte[] END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82};

    private PngStructure() {}

    /**
     * Returns a file with an end behind its pixels, whether it has one or not; copied only if not. The JDK's reader looks for the end
     * in files of some kinds, though it needs nothing of what stands behind the pixels.
     */
    static byte[] completed(byte[] file) {
        ByteBuffer chunks = ByteBuffer.wrap(file);
        int at = SIGNATURE;
        int last = 0;
        boolean data = false;
        while (at + PlainPng.FRAME <= file.length) {
            last = chunks.getInt(at + 4);
            int length = chunks.getInt(at);
            boolean whole = length >= 0 && length <= file.length - at - PlainPng.FRAME;
            if ((data && last != PlainPng.IDAT) || !whole) {
                break;
            }
            data |= last == PlainPng.IDAT;
            at += PlainPng.FRAME + length;
        }
        boolean cut = startsData(file, at);
        if (!(data || cut) || (!cut && at + PlainPng.FRAME <= file.length && last == IEND)) {
            return file;
        }
        int available = cut ? file.length - at - 8 : 0;
        ByteBuffer completed = ByteBuffer.allocate(at + (cut ? PlainPng.FRAME + available : 0) + END.length);
        completed.put(file, 0, at);
        if (cut) {
            completed.putInt(available).put(file, at + 4, 4 + available).putInt(0);
        }
        return completed.put(END).array();
    }

    /** Whether a chunk of data begins here, which then does not end in the file. */
    private static boolean startsData(byte[] file, int at) {
        return at + 8 <= file.length && ByteBuffer.wrap(file).getInt(at + 4) == PlainPng.IDAT;
    }
}
