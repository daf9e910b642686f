package io.digitstream.standalone.sending;

import io.digitstream.synthetic.SyntheticNumber;
import io.digitstream.synthetic.SyntheticNumbers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;

/** An endless supply of images that know their number: what there is to read where nobody has photos. One thread. */
public final class DrawnImages {
    private final SyntheticNumbers numbers;

    /** @param seed the same one gives the same images */
    public DrawnImages(long seed) {
        this.numbers = new SyntheticNumbers(seed);
    }

    /** The image at a place of the supply, as a PNG file. */
    public OutgoingImage image(long index) {
        SyntheticNumber drawn = numbers.draw(index);
        return new OutgoingImage("drawn-%05d.png".formatted(index), png(drawn.photo()), drawn.region(), drawn.digits());
    }

    private static ByteBuffer png(BufferedImage photo) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(photo, "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return ByteBuffer.wrap(file.toByteArray());
    }
}
