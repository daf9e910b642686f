package io.digitstream.trainer.photos;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Photos as a camera stores them that is held upright: lying on their left side, with the word how to turn them. */
public final class TurnedPhotos {
    /** EXIF's orientation 6: to be turned by a quarter, clockwise. */
    private static final byte[] EXIF =
            HexFormat.of().parseHex("4D4D002A00000008" + "0001" + "011200030000000100060000" + "00000000");

    private static final int PNG_HEADER_END = 33;

    private TurnedPhotos() {}

    /** A PNG of this photo. */
    public static byte[] png(BufferedImage upright) throws IOException {
        int width = upright.getHeight();
        int height = upright.getWidth();
        BufferedImage stored = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                stored.setRGB(x, y, upright.getRGB(height - 1 - y, x));
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(stored, "png", png);
        byte[] file = png.toByteArray();
        byte[] chunk = chunk();
        return ByteBuffer.allocate(file.length + chunk.length)
                .put(file, 0, PNG_HEADER_END)
                .put(chunk)
                .put(file, PNG_HEADER_END, file.length - PNG_HEADER_END)
                .array();
    }

    private static byte[] chunk() {
        ByteBuffer chunk = ByteBuffer.allocate(12 + EXIF.length);
        chunk.putInt(EXIF.length).put(new byte[] {'e', 'X', 'I', 'f'}).put(EXIF);
        CRC32 check = new CRC32();
        check.update(chunk.array(), 4, 4 + EXIF.length);
        return chunk.putInt((int) check.getValue()).array();
    }
}
