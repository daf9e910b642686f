package io.digitstream.recognizer.image;

import java.io.ByteArrayOutputStream;

/**
 * How many parts a JPEG has, which tells the work that its header does not: a scan of a progressive file can be a few bytes
 * long and still be a pass over all pixels, and decoders keep lists of segments that they walk along for each new one. Immutable.
 *
 * @param all segments that state a length, scans among them
 * @param scans parts that the pixels come in
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81</a>, annex B
 */
record JpegSegments(int all, int scans) {
    private static final int RESTART_0 = 0xD0;
    private static final int END_OF_IMAGE = 0xD9;
    /** APP2. */
    private static final int PROFILE = 0xE2;

    /** A file without its colour profile, and without whatever else is in segments of that kind. */
    static byte[] withoutProfile(byte[] file) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream(file.length);
        int at = 0;
        while (at < file.length) {
            int next = Math.min(next(file, at), file.length);
            if (marker(file, at) != PROFILE) {
                rest.write(file, at, next - at);
            }
            at = next;
        }
        return rest.toByteArray();
    }

    /** 0 where there is none. */
    static int marker(byte[] file, int at) {
        return at + 1 < file.length && file[at] == (byte) 0xFF ? file[at + 1] & 0xFF : 0;
    }

    /** Behind a segment, or where the next marker may be. */
    static int next(byte[] file, int at) {
        if (hasLength(marker(file, at))) {
            return at + 2 + length(file, at + 2);
        }
        int next = at + 1;
        while (next < file.length && file[next] != (byte) 0xFF) {
            next++;
        }
        return next;
    }

    /** Not what only looks like a marker within a scan (0), is filled up with (255), or stands by itself. */
    static boolean hasLength(int marker) {
        return marker > 1 && marker < 0xFF && (marker < RESTART_0 || marker > END_OF_IMAGE);
    }

    private static int length(byte[] file, int at) {
        return at + 1 < file.length ? ((file[at] & 0xFF) << 8) | (file[at + 1] & 0xFF) : 0;
    }
}
