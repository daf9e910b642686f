package io.digitstream.recognizer.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class JpegSegmentsTest {
    private static final byte[] ONE = ImageFiles.jpeg(ImageFiles.scene(37, 23, 1));
    private static final byte[] TEN = ImageFiles.progressiveJpeg(ImageFiles.scene(37, 23, 1));

    @Test
    void countsWhatEncodersWrite() {
        assertThat(JpegStructure.of(ONE).segments().scans()).isEqualTo(1);
        assertThat(JpegStructure.of(TEN).segments().scans()).isEqualTo(10);
        assertThat(JpegStructure.of(ImageFiles.jpegOfScans(64, 64, 1000)).segments())
                .isEqualTo(new JpegSegments(1004, 1000));
    }

    @Test
    void countsThoseOfAFileThatIsCutOffToo() {
        for (int length = 0; length < TEN.length; length++) {
            assertThat(JpegStructure.of(Arrays.copyOf(TEN, length)).segments().scans())
                    .isBetween(0, 10);
        }
    }

    /** As in a thumbnail. */
    @Test
    void countsNoneWithinOtherSegments() {
        byte[] scans = HexFormat.of().parseHex("FFDA".repeat(20));
        byte[] file = ExifFiles.inserted(ONE, ExifFiles.JPEG_START, ImageFiles.segment(0xFFE1, scans));
        assertThat(JpegStructure.of(file).segments().scans()).isEqualTo(1);
    }

    /** Phones append a second photo, or a film. */
    @Test
    void countsNoneBehindTheImage() {
        byte[] file = ImageFiles.concat(ONE, TEN);
        assertThat(JpegStructure.of(file).segments().scans()).isEqualTo(1);
    }

    @Test
    void countsThoseBehindAnImageOfTablesAlone() {
        byte[] tables = HexFormat.of().parseHex("FFD8FFDB004300" + "01".repeat(64) + "FFD9");
        byte[] file = ImageFiles.concat(tables, TEN);
        assertThat(JpegStructure.of(file).segments().scans()).isEqualTo(10);
    }
}
