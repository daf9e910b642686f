package io.digitstream.recognizer.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackgroundTest {
    @ParameterizedTest
    @CsvSource({
        "00000000, ffffff",
        "00ff0000, ffffff",
        "80ff0000, ff7f7f",
        "80000000, 7f7f7f",
        "01000000, fefefe",
        "feffffff, fefefe",
        "ff010203, 010203",
        "ff808080, 808080",
        "80ffff00, 808000",
        "01ffffff, 010101",
    })
    void isFarFromWhatIsSeen(String argb, String seen) {
        BufferedImage glass = new BufferedImage(3, 2, BufferedImage.TYPE_INT_ARGB);
        glass.setRGB(2, 1, Integer.parseUnsignedInt(argb, 16));
        BufferedImage paper = Background.under(glass);
        assertThat(paper.getRGB(2, 1)).isEqualTo(0xFF000000 | Integer.parseInt(seen, 16));
        boolean light = Integer.parseInt(argb.substring(4, 6), 16) > 0x7F;
        assertThat(paper.getRGB(0, 0)).isEqualTo(light ? 0xFF000000 : 0xFFFFFFFF);
    }

    @Test
    void keepsEachPixelAtItsPlace() {
        BufferedImage glass = new BufferedImage(7, 5, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 35; i++) {
            glass.setRGB(i % 7, i / 7, 0xFF000000 | i * 0x010307);
        }
        BufferedImage paper = Background.under(glass);
        assertThat(paper.getColorModel().hasAlpha()).isFalse();
        assertThat(ImageFiles.argb(paper)).isEqualTo(ImageFiles.argb(glass));
    }

    @Test
    void leavesTheImageThatLiesOnItAsItIs() {
        BufferedImage glass = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        assertThat(Background.under(glass)).isNotSameAs(glass);
        assertThat(glass.getRGB(0, 0)).isZero();
    }

    @Test
    void isNotNeededUnderAnImageThatNothingIsSeenThrough() {
        BufferedImage opaque = ImageFiles.plain(3, 2, 0x123456);
        assertThat(Background.under(opaque)).isSameAs(opaque);
    }
}
