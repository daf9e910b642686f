package io.digitstream.standalone.renewal;

import io.digitstream.recognizer.image.Region;
import io.digitstream.standalone.sending.OutgoingImage;
import io.digitstream.synthetic.LengthShares;
import io.digitstream.synthetic.SyntheticNumber;
import io.digitstream.synthetic.SyntheticNumbers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Drawn numbers, upright or turned by a right angle: a kind that the shipped weights cannot read. */
final class TurnedNumbers {
    /** One to three digits: a turned number is stretched to the network's input, and longer ones would need more training. */
    private static final LengthShares SHORT = new LengthShares(List.of(0.0, 0.3, 0.4, 0.3));

    private TurnedNumbers() {}

    /** The first of them that show a number, with its region. */
    static List<OutgoingImage> some(int count, long seed, boolean turned) {
        SyntheticNumbers drawn = turned ? new SyntheticNumbers(seed, SHORT) : new SyntheticNumbers(seed);
        List<OutgoingImage> images = new ArrayList<>();
        for (int i = 0; images.size() < count; i++) {
            SyntheticNumber number = drawn.draw(i);
            Region region = number.region();
            if (!number.digits().isEmpty() && region != null) {
                String name = (turned ? "turned-" : "upright-") + seed + "-" + i;
                images.add(
                        turned
                                ? new OutgoingImage(
                                        name,
                                        png(turned(number.photo())),
                                        turned(region, number.photo().getHeight()),
                                        number.digits())
                                : new OutgoingImage(name, png(number.photo()), region, number.digits()));
            }
        }
        return images;
    }

    private static BufferedImage turned(BufferedImage photo) {
        BufferedImage turned = new BufferedImage(
                /* width= */ photo.getHeight(), /* height= */ photo.getWidth(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < photo.getHeight(); y++) {
            for (int x = 0; x < photo.getWidth(); x++) {
                turned.setRGB(photo.getHeight() - 1 - y, x, photo.getRGB(x, y));
            }
        }
        return turned;
    }

    private static Region turned(Region region, int photoHeight) {
        return new Region(
                photoHeight - region.top() - region.height(),
                region.left(),
                /* width= */ region.height(),
                /* height= */ region.width());
    }

    private static ByteBuffer png(BufferedImage photo) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(photo, "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteBuffer.wrap(file.toByteArray());
    }
}
