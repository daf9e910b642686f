package io.digitstream.processor.intake;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Image files of one colour (red, green and blue as one number), and records that hold them. */
public final class SampleImages {
    public static final Instant TAKEN_IN = Instant.parse("2026-11-23T12:00:00Z");

    private SampleImages() {}

    public static byte[] png(int colour) {
        return file("png", 40, 30, colour);
    }

    public static byte[] jpeg(int colour) {
        return file("jpeg", 40, 30, colour);
    }

    public static byte[] gif() {
        return file("gif", 40, 30, 0);
    }

    public static byte[] file(String format, int width, int height, int colour) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(colour));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("this Java runtime writes no " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A small PNG whose header claims other dimensions, under a valid checksum. */
    public static byte[] pngThatClaims(int width, int height) {
        byte[] file = png(1);
        // Signature (8), length and type of the first chunk (4 + 4), width (4), height (4), five bytes more, checksum.
        CRC32 checksum = new CRC32();
        ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
        checksum.update(file, 12, 17);
        ByteBuffer.wrap(file).putInt(29, (int) checksum.getValue());
        return file;
    }

    @SuppressWarnings("NullAway") // it loses @Nullable on array components of a record with a compact constructor
    public static IncomingImage incoming(
            long offset, byte @Nullable [] key, byte @Nullable [] value, Header... headers) {
        return new IncomingImage("images", 3, offset, 1_000 + offset, TAKEN_IN, key, value, new RecordHeaders(headers));
    }
}
