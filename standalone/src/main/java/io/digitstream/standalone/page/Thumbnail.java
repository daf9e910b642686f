package io.digitstream.standalone.page;

import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Photo;
import io.digitstream.standalone.page.feed.Sight;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;

/** An image small enough for a browser: upright, and made anew, so that nothing of the sender's file gets there. Pure. */
final class Thumbnail {
    /** Longest side of what is shown. */
    private static final int SIDE = 640;

    private Thumbnail() {}

    static byte[] file(Sight sight) {
        ByteBuffer image = sight.image().getImage().duplicate();
        byte[] file = new byte[image.remaining()];
        image.get(file);
        return file;
    }

    /**
     * @return a PNG
     * @throws ImageRejectedException if the image cannot be decoded
     */
    static byte[] of(Sight sight) throws ImageRejectedException {
        try (Photo photo = Photo.open(file(sight), ImageLimits.DEFAULT)) {
            int step = Math.max(1, (Math.max(photo.width(), photo.height()) + SIDE - 1) / SIDE);
            BufferedImage image = photo.decode(new Rectangle(photo.width(), photo.height()), step);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(photo.orientation().upright(image), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }
}
