package io.digitstream.recognizer.image;

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
    private static final int START_OF_SCAN = 0xDA;

    /** Those up to the end of the first image that has pixels: tables may stand before it as an image of their own. */
    static JpegSegments of(byte[] file) {
        int all = 0;
        int scans = 0;
        int at = 0;
        while (at < file.length - 1) {
            int marker = file[at] == (byte) 0xFF ? file[at + 1] & 0xFF : 0;
            if (marker == END_OF_IMAGE && scans > 0) {
                break;
            }
            if (hasLength(marker)) {
                all++;
                scans += marker == START_OF_SCAN ? 1 : 0;
                at += 2 + length(file, at + 2);
            } else {
                at++;
            }
        }
        return new JpegSegments(all, scans);
    }

    /** Not what only looks like a marker within a scan (0), is filled up with (255), or stands by itself. */
    private static boolean hasLength(int marker) {
        return marker > 1 && marker < 0xFF && (marker < RESTART_0 || marker > END_OF_IMAGE);
    }

    private static int length(byte[] file, int at) {
        return at + 1 < file.length ? ((file[at] & 0xFF) << 8) | (file[at + 1] & 0xFF) : 0;
    }
}
