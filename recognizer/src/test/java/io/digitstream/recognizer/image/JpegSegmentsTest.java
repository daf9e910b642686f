package io.digitstream.recognizer.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class JpegSegmentsTest {
    private static final byte[] ONE = ImageFiles.jpeg(ImageFiles.scene(37, 23, 1));
    private static final byte[] TEN = ImageFiles.progressiveJpeg(ImageFiles.scene(37, 23, 1));

    @Test
    void countsWhatEncodersWrite() {
        assertThat(JpegSegments.of(ONE).scans()).isEqualTo(1);
        assertThat(JpegSegments.of(TEN).scans()).isEqualTo(10);
        assertThat(JpegSegments.of(ImageFiles.jpegOfScans(64, 64, 1000))).isEqualTo(new JpegSegments(1004, 1000));
    }

    @Test
    void countsThoseOfAFileThatIsCutOffToo() {
        for (int length = 0; length < TEN.length; length++) {
            assertThat(JpegSegments.of(Arrays.copyOf(TEN, length)).scans()).isBetween(0, 10);
        }
    }

    /** As in a thumbnail. */
    @Test
    void countsNoneWithinOtherSegments() {
        byte[] segment = new byte[2 + 2 + 40];
        Arrays.fill(segment, (byte) 0xDA);
        ByteBuffer.wrap(segment).putShort((short) 0xFFE1).putShort((short) (segment.length - 2));
        for (int at = 4; at < segment.length; at += 2) {
            segment[at] = (byte) 0xFF;
        }
        byte[] file = ByteBuffer.allocate(ONE.length + segment.length)
                .put(ONE, 0, 2)
                .put(segment)
                .put(ONE, 2, ONE.length - 2)
                .array();
        assertThat(JpegSegments.of(file).scans()).isEqualTo(1);
    }

    /** Phones append a second photo, or a film. */
    @Test
    void countsNoneBehindTheImage() {
        byte[] file = Arrays.copyOf(ONE, ONE.length + TEN.length);
        System.arraycopy(TEN, 0, file, ONE.length, TEN.length);
        assertThat(JpegSegments.of(file).scans()).isEqualTo(1);
    }

    @Test
    void countsThoseBehindAnImageOfTablesAlone() {
        byte[] tables = HexFormat.of().parseHex("FFD8FFDB004300" + "01".repeat(64) + "FFD9");
        byte[] file = Arrays.copyOf(tables, tables.length + TEN.length);
        System.arraycopy(TEN, 0, file, tables.length, TEN.length);
        assertThat(JpegSegments.of(file).scans()).isEqualTo(10);
    }
}
