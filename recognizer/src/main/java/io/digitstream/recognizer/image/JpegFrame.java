package io.digitstream.recognizer.image;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The frame header of a JPEG, and which of its coefficients the scans hold so far. One thread.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81</a>, annexes B.2.2, B.2.3 and G
 */
final class JpegFrame {
    private static final int BASELINE = 0xC0;
    private static final int EXTENDED = 0xC1;
    private static final int PROGRESSIVE = 0xC2;
    private static final int LOSSLESS = 0xC3;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int RESERVED = 0xC8;
    private static final int ARITHMETIC_CONDITIONING = 0xCC;
    private static final int ARITHMETIC = 0xC9;
    private static final int PROGRESSIVE_ARITHMETIC = 0xCA;
    private static final int LOSSLESS_ARITHMETIC = 0xCB;
    private static final int LAST = 0xCF;
    private static final int JPEG_LS = 0xF7;

    /** From the marker to the first component. */
    private static final int HEADER = 10;

    /** Of all JPEGs that decoders read. */
    private static final int MOST_COMPONENTS = 4;

    private static final int COEFFICIENTS = 64;
    private static final byte MISSING = -1;

    private final int process;
    private final int precision;
    private final int height;
    private final byte[] componentIds;
    /** By component and coefficient: how many of the lowest bits are missing, or {@link #MISSING}. */
    private final byte[][] missingBits;

    private JpegFrame(int process, int precision, int height, byte[] componentIds) {
        this.process = process;
        this.precision = precision;
        this.height = height;
        this.componentIds = componentIds;
        this.missingBits = new byte[componentIds.length][COEFFICIENTS];
        for (byte[] bits : missingBits) {
            Arrays.fill(bits, MISSING);
        }
    }

    /** Whether a marker starts a frame header. */
    static boolean isStartedBy(int marker) {
        boolean other = marker == HUFFMAN_TABLES || marker == RESERVED || marker == ARITHMETIC_CONDITIONING;
        return marker == JPEG_LS || (marker >= BASELINE && marker <= LAST && !other);
    }

    /**
     * Reads a frame header.
     *
     * @param at where its marker is
     * @return null if the file ends before the header does, or if no decoder reads so many components
     */
    static @Nullable JpegFrame read(byte[] file, int at) {
        int components = at + HEADER <= file.length ? file[at + HEADER - 1] & 0xFF : 0;
        if (components == 0 || components > MOST_COMPONENTS || at + HEADER + 3 * components > file.length) {
            return null;
        }
        byte[] ids = new byte[components];
        for (int i = 0; i < components; i++) {
            ids[i] = file[at + HEADER + 3 * i];
        }
        int height = (file[at + 5] & 0xFF) << 8 | (file[at + 6] & 0xFF);
        return new JpegFrame(file[at + 1] & 0xFF, file[at + 4] & 0xFF, height, ids);
    }

    /** The kind of JPEG, if no decoder here knows it. */
    @Nullable
    String unsupportedKind() {
        return switch (process) {
            case BASELINE, EXTENDED, PROGRESSIVE -> precision == 8 ? null : precision + "-bit JPEG";
            case LOSSLESS, LOSSLESS_ARITHMETIC -> "Lossless JPEG";
            case ARITHMETIC, PROGRESSIVE_ARITHMETIC -> "JPEG with arithmetic coding";
            case JPEG_LS -> "JPEG-LS image";
            default -> "Hierarchical JPEG";
        };
    }

    /** Whether the header leaves the height to a segment after the first scan. */
    boolean lacksHeight() {
        return height == 0;
    }

    /**
     * Notes what a scan holds.
     *
     * @param at where the scan's marker is
     * @return false if its header is not one of this frame
     */
    boolean add(byte[] file, int at) {
        int count = at + 4 < file.length ? file[at + 4] & 0xFF : 0;
        int parameters = at + 5 + 2 * count;
        if (count == 0 || count > componentIds.length || parameters + 3 > file.length) {
            return false;
        }
        boolean progressive = process == PROGRESSIVE;
        int first = progressive ? file[parameters] & 0xFF : 0;
        int last = progressive ? file[parameters + 1] & 0xFF : COEFFICIENTS - 1;
        boolean mixed = progressive && (first == 0 ? last > 0 : count > 1);
        if (first > last || last >= COEFFICIENTS || mixed) {
            return false;
        }
        byte low = (byte) (progressive ? file[parameters + 2] & 0x0F : 0);
        boolean known = true;
        for (int i = 0; i < count; i++) {
            int component = count == componentIds.length ? i : component(file[at + 5 + 2 * i]);
            known &= component >= 0;
            if (component >= 0) {
                Arrays.fill(missingBits[component], first, last + 1, low);
            }
        }
        return known;
    }

    private int component(byte id) {
        for (int i = 0; i < componentIds.length; i++) {
            if (componentIds[i] == id) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the scans so far hold every bit of every coefficient. */
    boolean isComplete() {
        for (byte[] bits : missingBits) {
            for (byte missing : bits) {
                if (missing != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether scans may follow those that hold everything. */
    boolean takesMoreScans() {
        return process == PROGRESSIVE;
    }

    /** Whether the scans so far hold at least the mean of every block: an encoder may leave out the rest. */
    boolean hasMeans() {
        for (byte[] bits : missingBits) {
            if (bits[0] == MISSING) {
                return false;
            }
        }
        return true;
    }
}
