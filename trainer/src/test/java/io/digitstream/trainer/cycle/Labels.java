package io.digitstream.trainer.cycle;

import io.digitstream.recognizer.image.Region;
import io.digitstream.schemas.LabeledImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Labelled images to test with. */
final class Labels {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Labels() {}

    static LabeledImage of(byte[] image, String label) {
        return LabeledImage.newBuilder()
                .setImage(ByteBuffer.wrap(image))
                .setLabel(label)
                .setLabeledAt(NOW)
                .build();
    }

    static LabeledImage of(BufferedImage image, @Nullable Region region, String label) {
        LabeledImage labeled = of(png(image), label);
        if (region != null) {
            labeled.setRegion(
                    new io.digitstream.schemas.Region(region.left(), region.top(), region.width(), region.height()));
        }
        return labeled;
    }

    static byte[] png(BufferedImage image) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }
}
