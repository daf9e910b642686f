package io.digitstream.recognizer.image;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Image files that tests make. */
public final class ImageFiles {
    private ImageFiles() {}

    public static byte[] png(BufferedImage image) {
        return encode(image, "png", false);
    }

    public static byte[] interlacedPng(BufferedImage image) {
        return encode(image, "png", true);
    }

    public static byte[] jpeg(BufferedImage image) {
        return encode(image, "jpeg", false);
    }

    public static byte[] progressiveJpeg(BufferedImage image) {
        return encode(image, "jpeg", true);
    }

    /** A smooth wall of changing colour with some coloured rectangles on it. */
    public static BufferedImage scene(int width, int height, long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = x * 255 / width;
                int green = y * 255 / height;
                int blue = (x + y) * 127 / (width + height);
                image.setRGB(x, y, (red << 16) | (green << 8) | blue);
            }
        }
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 6; i++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            graphics.fillRect(
                    random.nextInt(width),
                    random.nextInt(height),
                    1 + random.nextInt(1 + width / 3),
                    1 + random.nextInt(1 + height / 3));
        }
        graphics.dispose();
        return image;
    }

    /** An image of one colour. */
    public static BufferedImage plain(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    /** All pixels, row by row. */
    public static int[] argb(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    /** A PNG of 8-bit colours that ends after its header, which may claim any size. */
    public static byte[] pngHeader(int width, int height) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put(new byte[] {8, 2, 0, 0, 0});
        byte[] chunk = chunk("IHDR", header.array());
        return ByteBuffer.allocate(8 + chunk.length)
                .putLong(0x89504E470D0A1A0AL)
                .put(chunk)
                .array();
    }

    /** A black PNG of 8-bit colours, sound but for its number of rows, which may be fewer than it claims. */
    static byte[] pngOfBlackRows(int width, int claimed, int rows) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(pngHeader(width, claimed));
        file.writeBytes(chunk("IDAT", deflated(new byte[rows * (1 + 3 * width)], 1)));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    /** A grey progressive JPEG of at most 65,528 pixels, whose scans after the first say in a few bytes each that nothing changes. */
    public static byte[] jpegOfScans(int width, int height, int scans) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(HexFormat.of().parseHex("FFD8FFDB004300" + "01".repeat(64)));
        file.writeBytes(HexFormat.of().parseHex("FFC2000B08%04X%04X01011100".formatted(height, width)));
        // Of codes there is 00 alone: no change of the mean; no other values in 2^14 blocks and so many as 14 more bits
        // say.
        file.writeBytes(HexFormat.of().parseHex("FFC400140000010000000000000000000000000000" + "00"));
        file.writeBytes(HexFormat.of().parseHex("FFC400141000010000000000000000000000000000" + "E0"));
        file.writeBytes(HexFormat.of().parseHex("FFDA0008010100000000"));
        int blocks = (width + 7) / 8 * ((height + 7) / 8);
        file.writeBytes(new byte[(2 * blocks + 7) / 8]);
        for (int scan = 1; scan < scans; scan++) {
            file.writeBytes(HexFormat.of().parseHex("FFDA0008010100013F00" + "0000"));
        }
        file.writeBytes(HexFormat.of().parseHex("FFD9"));
        return file.toByteArray();
    }

    /** The same content so many times, as PNGs pack it. */
    static byte[] deflated(byte[] content, int times) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                deflater.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A JPEG's segment. */
    static byte[] segment(int marker, byte[] content) {
        return ByteBuffer.allocate(4 + content.length)
                .putShort((short) marker)
                .putShort((short) (2 + content.length))
                .put(content)
                .array();
    }

    static byte[] concat(byte[] start, byte[] end) {
        return ByteBuffer.allocate(start.length + end.length)
                .put(start)
                .put(end)
                .array();
    }

    static byte[] chunk(String type, byte[] content) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + content.length);
        chunk.putInt(content.length).put(type.getBytes(US_ASCII)).put(content);
        CRC32 check = new CRC32();
        check.update(chunk.array(), 4, 4 + content.length);
        return chunk.putInt((int) check.getValue()).array();
    }

    private static byte[] encode(BufferedImage image, String format, boolean inPasses) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (inPasses) {
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
