package io.digitstream.standalone.faults;

import io.digitstream.recognizer.image.RejectionReason;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.Region;
import io.digitstream.schemas.WireFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** What producers send that is not a readable image, and what must be said of it. */
final class BadImages {
    /**
     * One of them.
     *
     * @param name also the record's key
     * @param reason expected; null where the image is fine after all
     * @param words some that the message must hold
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Case(
            String name, byte @Nullable [] value, @Nullable RejectionReason reason, String words) {}

    private BadImages() {}

    static List<Case> all() {
        byte[] png = image("png");
        byte[] jpeg = image("jpg");
        byte[] unknownSchema = WireFormat.IMAGE_EVENT.encode(event(png, null));
        unknownSchema[5] ^= 0x55;
        byte[] cutAvro = WireFormat.IMAGE_EVENT.encode(event(png, null));
        return List.of(
                new Case("no value", null, RejectionReason.EMPTY, "no value"),
                new Case("empty value", new byte[0], RejectionReason.EMPTY, "no value"),
                new Case(
                        "text",
                        "42, honestly".getBytes(StandardCharsets.UTF_8),
                        RejectionReason.UNKNOWN_FORMAT,
                        "Plain text"),
                new Case(
                        "truncated PNG",
                        Arrays.copyOf(png, png.length / 2),
                        RejectionReason.UNDECODABLE_IMAGE,
                        "cut off"),
                new Case(
                        "truncated JPEG header", Arrays.copyOf(jpeg, 30), RejectionReason.UNDECODABLE_IMAGE, "cut off"),
                new Case("PNG of 60,000 x 60,000", hugePng(), RejectionReason.TOO_LARGE, "60,000 x 60,000"),
                new Case("region of 0 x 0", region(png, 3, 3, 0, 0), RejectionReason.BAD_REGION, "0 x 0"),
                new Case("region outside", region(png, 500, 500, 10, 10), RejectionReason.BAD_REGION, "outside"),
                new Case("GIF", image("gif"), RejectionReason.UNKNOWN_FORMAT, "GIF image; send PNG or JPEG"),
                new Case(
                        "GIF in an event",
                        WireFormat.IMAGE_EVENT.encode(event(image("gif"), null)),
                        RejectionReason.UNSUPPORTED_IMAGE,
                        "GIF image; send PNG or JPEG"),
                new Case("Avro with unknown schema", unknownSchema, RejectionReason.UNKNOWN_FORMAT, "schema"),
                new Case("Avro cut off", Arrays.copyOf(cutAvro, 40), RejectionReason.UNKNOWN_FORMAT, "ImageEvent"),
                new Case("bare PNG", png, null, ""),
                new Case("bare JPEG", jpeg, null, ""),
                new Case("event", WireFormat.IMAGE_EVENT.encode(event(png, new Region(5, 5, 30, 20))), null, ""));
    }

    private static byte[] region(byte[] image, int left, int top, int width, int height) {
        return WireFormat.IMAGE_EVENT.encode(event(image, new Region(left, top, width, height)));
    }

    private static ImageEvent event(byte[] image, @Nullable Region region) {
        return new ImageEvent(ByteBuffer.wrap(image), region, null, null);
    }

    private static byte[] image(String format) {
        BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 60; x++) {
            image.setRGB(x, x / 2, 0xFFFFFF);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /** A header that claims 3.6 thousand million pixels, and no pixels. */
    private static byte[] hugePng() {
        ByteBuffer file = ByteBuffer.allocate(33);
        file.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        file.putInt(13).put("IHDR".getBytes(StandardCharsets.US_ASCII));
        file.putInt(60_000).putInt(60_000).put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(file.array(), 12, 17);
        return file.putInt((int) crc.getValue()).array();
    }
}
