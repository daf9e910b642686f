package io.digitstream.recognizer.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageRowsTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_BYTE_INDEXED
            })
    void isWhatTheImageSaysItsPixelsAre(int type) {
        BufferedImage image = new BufferedImage(19, 7, type);
        image.createGraphics().drawImage(ImageFiles.scene(19, 7, 4), 0, 0, null);
        ImageRows rows = new ImageRows(image);
        assertThat(List.of(rows.width(), rows.height())).containsExactly(19, 7);
        int[] pixels = new int[11];
        for (int y = 0; y < 7; y++) {
            rows.read(y, 3, pixels);
            for (int x = 0; x < 11; x++) {
                assertThat(pixels[x] & 0xFFFFFF).isEqualTo(image.getRGB(3 + x, y) & 0xFFFFFF);
            }
        }
    }
}
