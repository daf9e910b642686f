package io.digitstream.recognizer.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.ImageFiles;
import java.awt.image.BufferedImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RgbRowTest {
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
        RgbRow row = new RgbRow(image, 3, 11);
        for (int y = 0; y < 7; y++) {
            int[] pixels = row.at(y);
            assertThat(pixels).hasSize(11);
            for (int x = 0; x < 11; x++) {
                assertThat(pixels[x] & 0xFFFFFF).isEqualTo(image.getRGB(3 + x, y) & 0xFFFFFF);
            }
        }
    }
}
