package io.digitstream.recognizer.image;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one walk along the markers of a JPEG finds: how many parts it has, which kind of JPEG it is, and where the data of its pixels
 * ends. Immutable unless the array of the file is written to.
 */
final class JpegStructure {
    private static final int TEMPORARY = 0x01;
    private static final int RESTART_0 = 0xD0;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int NUMBER_OF_LINES = 0xDC;
    private static final int RESTART_INTERVAL = 0xDD;

    private final byte[] file;
    private final JpegSegments segments;
    private final @Nullable JpegFrame frame;
    private final int end;
    /** Where the height belongs, or 0; and where it is. */
    private final int heightTarget;

    private final int heightSource;

    private JpegStructure(
            byte[] file,
            JpegSegments segments,
            @Nullable JpegFrame frame,
            int end,
            int heightTarget,
            int heightSource) {
        this.file = file;
        this.segments = segments;
        this.frame = frame;
        this.end = end;
        this.heightTarget = heightTarget;
        this.heightSource = heightSource;
    }

    /**
     * Walks up to the end of the first image that has pixels: tables may precede it as an image of their own. Behind scans that hold
     * everything, only further segments of the same image are followed, so that what a phone appends is not taken for them.
     */
    static JpegStructure of(byte[] file) {
        JpegFrame frame = null;
        int all = 0;
        int scans = 0;
        int heightTarget = 0;
        int heightSource = 0;
        boolean complete = false;
        boolean restarts = false;
        int followed = 0;
        int at = 0;
        for (; at < file.length; at = JpegSegments.next(file, at)) {
            int marker = JpegSegments.marker(file, at);
            if ((scans > 0 && marker == END_OF_IMAGE) || (complete && isForeign(marker, restarts))) {
                break;
            }
            if (!JpegSegments.hasLength(marker)) {
                continue;
            }
            if (marker == NUMBER_OF_LINES && scans == 1 && at + 6 <= file.length) {
                heightSource = at + 4;
            }
            if (complete && at > followed) {
                followed = endOfSegments(file, at);
                if (!belongs(file, followed, frame)) {
                    break;
                }
            }
            all++;
            restarts |= marker == RESTART_INTERVAL;
            if (frame == null && JpegFrame.isStartedBy(marker)) {
                frame = JpegFrame.read(file, at);
                heightTarget = frame != null && frame.lacksHeight() ? at + 5 : 0;
            } else if (marker == START_OF_SCAN) {
                scans++;
                complete = frame != null && frame.add(file, at) && frame.isComplete();
            }
        }
        int end = Math.min(at, file.length);
        return new JpegStructure(
                file, new JpegSegments(all, scans), frame, end, heightSource == 0 ? 0 : heightTarget, heightSource);
    }

    /** Whether no image has this marker within a scan or behind one. */
    private static boolean isForeign(int marker, boolean restarts) {
        boolean restart = marker >= RESTART_0 && marker < START_OF_IMAGE;
        return marker == TEMPORARY || marker == START_OF_IMAGE || (restart && !restarts);
    }

    /** Behind segments that follow each other without a gap, up to the first scan among them. */
    private static int endOfSegments(byte[] file, int start) {
        int at = start;
        while (JpegSegments.hasLength(JpegSegments.marker(file, at))
                && JpegSegments.marker(file, at) != START_OF_SCAN) {
            at = JpegSegments.next(file, at);
        }
        return at;
    }

    /** Whether the image goes on or ends here. */
    private static boolean belongs(byte[] file, int at, @Nullable JpegFrame frame) {
        int marker = JpegSegments.marker(file, at);
        return marker == END_OF_IMAGE
                || (marker == START_OF_SCAN && frame != null && frame.takesMoreScans() && frame.add(file, at));
    }

    /** How many parts the file has. */
    JpegSegments segments() {
        return segments;
    }

    /** The kind of JPEG, if no decoder here knows it. */
    @Nullable
    String unsupportedKind() {
        return frame == null ? null : frame.unsupportedKind();
    }

    /** Whether the file says where its image ends. */
    boolean isEnded() {
        return JpegSegments.marker(file, end) == END_OF_IMAGE;
    }

    /** Whether scans are missing: of a file that does not say where it ends, all that are not there. */
    boolean lacksScans() {
        return frame != null && segments.scans() > 0 && !(isEnded() ? frame.hasMeans() : frame.isComplete());
    }

    /** The file with an end behind its pixels and a height before them, whether it has these or not. Copied only if not. */
    byte[] completed() {
        if (segments.scans() == 0 || (isEnded() && heightTarget == 0)) {
            return file;
        }
        byte[] completed = Arrays.copyOf(file, end + 2);
        completed[end] = (byte) 0xFF;
        completed[end + 1] = (byte) END_OF_IMAGE;
        if (heightTarget > 0) {
            System.arraycopy(file, heightSource, completed, heightTarget, 2);
        }
        return completed;
    }
}
