package io.digitstream.processor.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.digitstream.processor.batch.FakeEngine;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.RejectionReason;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.Region;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WireFormat;
import io.digitstream.schemas.WireFormatException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
    private static final int ORANGE = 0xFF8000;
    private static final Instant CAPTURED = Instant.parse("2026-11-22T08:30:00.250Z");

    private final Intake intake = new Intake(TopicValues.singleObject(), FakeEngine.preparer(ImageLimits.DEFAULT));

    @Test
    void takesABarePng() throws Exception {
        Intake.Taken taken = take(SampleImages.png(ORANGE));

        requireWhole(taken, 40, 30, ORANGE);
        assertThat(taken.capturedAt()).isNull();
    }

    @Test
    void takesABareJpeg() throws Exception {
        Intake.Taken taken = take(SampleImages.jpeg(0x808080));

        requireWhole(taken, 40, 30, 0x808080);
        assertThat(taken.capturedAt()).isNull();
    }

    @Test
    void takesAnImageEvent() throws Exception {
        requireWhole(take(event(SampleImages.png(ORANGE), null)), 40, 30, ORANGE);
    }

    @Test
    void looksOnlyAtTheRegionAndAMarginAroundIt() throws Exception {
        byte[] photo = orangeSquareOnBlue();

        Pixels inside = cut(event(photo, new Region(40, 40, 20, 20))).pixels();
        Pixels across = cut(event(photo, new Region(30, 40, 40, 20))).pixels();

        assertThat(inside.values()).isEqualTo(FakeEngine.pixels(ORANGE).values());
        assertThat(across.values()).isNotEqualTo(FakeEngine.pixels(ORANGE).values());
    }

    @Test
    void aRegionThatReachesOverTheEdgeIsCutThere() throws Exception {
        Prepared.Cut cut = cut(event(SampleImages.png(ORANGE), new Region(-20, -5, 40, 4_000)));

        assertThat(cut.pixels().values()).isEqualTo(FakeEngine.pixels(ORANGE).values());
    }

    @Test
    void keepsTheRegionAsItCame() throws Exception {
        Prepared.Cut cut = cut(event(SampleImages.png(ORANGE), new Region(-20, -5, 40, 4_000)));

        assertThat(cut.region()).isEqualTo(new io.digitstream.recognizer.image.Region(-20, -5, 40, 4_000));
    }

    @Test
    void keepsWhenThePhotoWasTaken() throws Exception {
        ImageEvent event = new ImageEvent(ByteBuffer.wrap(SampleImages.png(1)), null, CAPTURED, "camera 7");

        assertThat(take(WireFormat.IMAGE_EVENT.encode(event)).capturedAt()).isEqualTo(CAPTURED);
    }

    static Stream<Arguments> rejected() {
        byte[] png = SampleImages.png(ORANGE);
        byte[] jpeg = SampleImages.jpeg(ORANGE);
        byte[] unknownSchema = event(png, null);
        Arrays.fill(unknownSchema, 2, 10, (byte) 0x5A);
        byte[] cutEvent = event(png, null);
        return Stream.of(
                bad("no value", null, RejectionReason.EMPTY, "the record has no value"),
                bad("an empty value", new byte[0], RejectionReason.EMPTY, "the record has no value"),
                bad("an event without an image", event(new byte[0], null), RejectionReason.EMPTY, "has no bytes"),
                bad(
                        "text",
                        "Hello, world".getBytes(UTF_8),
                        RejectionReason.UNKNOWN_FORMAT,
                        "Plain text; send the image's bytes themselves"),
                bad(
                        "bytes of no kind",
                        new byte[] {1, 2, 3, 4},
                        RejectionReason.UNKNOWN_FORMAT,
                        "expected a PNG file, a JPEG file or an ImageEvent",
                        "4 bytes starting 01 02 03 04"),
                bad("a HEIC", heic(), RejectionReason.UNKNOWN_FORMAT, "HEIC image; send PNG or JPEG"),
                bad(
                        "a HEIC in an image event",
                        event(heic(), null),
                        RejectionReason.UNSUPPORTED_IMAGE,
                        "HEIC image; send PNG or JPEG"),
                bad("zeros", new byte[64], RejectionReason.UNKNOWN_FORMAT, "Zeros only; send the image's bytes"),
                bad("a single byte", new byte[] {7}, RejectionReason.UNKNOWN_FORMAT, "1 byte starting 07"),
                bad(
                        "a PNG's signature alone",
                        Arrays.copyOf(png, 8),
                        RejectionReason.UNDECODABLE_IMAGE,
                        "the PNG header is cut off or damaged"),
                bad(
                        "a PNG cut in its header",
                        Arrays.copyOf(png, 20),
                        RejectionReason.UNDECODABLE_IMAGE,
                        "the PNG header is cut off or damaged"),
                bad(
                        "a PNG cut in its pixels",
                        Arrays.copyOf(png, png.length / 2),
                        RejectionReason.UNDECODABLE_IMAGE,
                        "is cut off or damaged"),
                bad(
                        "a JPEG cut in its header",
                        Arrays.copyOf(jpeg, 30),
                        RejectionReason.UNDECODABLE_IMAGE,
                        "is cut off or damaged"),
                bad(
                        "a PNG that claims to be huge",
                        SampleImages.pngThatClaims(60_000, 60_000),
                        RejectionReason.TOO_LARGE,
                        "60,000 x 60,000 pixels",
                        "the limit is 50,000,000 pixels"),
                bad(
                        "a PNG that claims more pixels than an int holds",
                        SampleImages.pngThatClaims(Integer.MAX_VALUE, Integer.MAX_VALUE),
                        RejectionReason.TOO_LARGE,
                        "2,147,483,647 x 2,147,483,647 pixels"),
                bad(
                        "a PNG that claims no pixels",
                        SampleImages.pngThatClaims(0, 0),
                        RejectionReason.UNDECODABLE_IMAGE,
                        "the PNG header is cut off or damaged"),
                bad(
                        "a PNG that claims a negative size",
                        SampleImages.pngThatClaims(-5, 7),
                        RejectionReason.UNDECODABLE_IMAGE,
                        "the PNG header is cut off or damaged"),
                bad(
                        "a file over the limit",
                        Arrays.copyOf(png, ImageLimits.DEFAULT.maxBytes() + 1),
                        RejectionReason.TOO_LARGE,
                        "10,485,761 bytes, the limit is 10,485,760"),
                bad(
                        "a region of no size",
                        event(png, new Region(3, 4, 0, 0)),
                        RejectionReason.BAD_REGION,
                        "at least 1 pixel, not 0 x 0"),
                bad(
                        "a region of negative size",
                        event(png, new Region(3, 4, -10, 5)),
                        RejectionReason.BAD_REGION,
                        "at least 1 pixel, not -10 x 5"),
                bad(
                        "a region right of the image",
                        event(png, new Region(40, 0, 10, 10)),
                        RejectionReason.BAD_REGION,
                        "the region (left 40, top 0, width 10, height 10) lies outside the image of 40 x 30 pixels"),
                bad(
                        "a region above the image",
                        event(png, new Region(0, -10, 10, 10)),
                        RejectionReason.BAD_REGION,
                        "lies outside the image of 40 x 30 pixels"),
                bad(
                        "a region at the end of the world",
                        event(png, new Region(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 1)),
                        RejectionReason.BAD_REGION,
                        "lies outside the image of 40 x 30 pixels"),
                bad("a GIF", SampleImages.gif(), RejectionReason.UNKNOWN_FORMAT, "GIF image; send PNG or JPEG"),
                bad(
                        "a GIF in an image event",
                        event(SampleImages.gif(), null),
                        RejectionReason.UNSUPPORTED_IMAGE,
                        "GIF image; send PNG or JPEG"),
                bad(
                        "text in an image event",
                        event("Hello".getBytes(UTF_8), null),
                        RejectionReason.UNSUPPORTED_IMAGE,
                        "Plain text; send the image's bytes themselves"),
                bad(
                        "an event of an unknown schema",
                        unknownSchema,
                        RejectionReason.UNKNOWN_FORMAT,
                        "unknown schema fingerprint 0x5a5a5a5a5a5a5a5a",
                        "written by a newer release of Digitstream"),
                bad(
                        "another of our records",
                        WireFormat.CURRENT_RELEASE.encode(new CurrentRelease("v", false)),
                        RejectionReason.UNKNOWN_FORMAT,
                        "expected an ImageEvent, got a CurrentRelease"),
                bad(
                        "an event cut in its header",
                        Arrays.copyOf(cutEvent, 7),
                        RejectionReason.UNKNOWN_FORMAT,
                        "cut off within its first 10 bytes"),
                bad(
                        "an event cut in its image",
                        Arrays.copyOf(cutEvent, cutEvent.length / 2),
                        RejectionReason.UNKNOWN_FORMAT,
                        "cut off or damaged"));
    }

    private static byte[] heic() {
        byte[] file = new byte[100];
        file[3] = 24;
        System.arraycopy("ftypheic\0\0\0\0mif1heic".getBytes(UTF_8), 0, file, 4, 20);
        return file;
    }

    /** It begins with a zero, as records in Confluent's wire format do. */
    @Test
    void asksNoSchemaRegistryForAnImageOfAnotherFormat() {
        AtomicInteger asked = new AtomicInteger();
        Intake confluent = new Intake(framed(asked), FakeEngine.preparer(ImageLimits.DEFAULT));

        assertThat(catchThrowableOfType(ImageRejectedException.class, () -> confluent.take(heic())))
                .hasMessage("HEIC image; send PNG or JPEG");
        assertThat(asked).hasValue(0);
        assertThat(catchThrowableOfType(
                        ImageRejectedException.class, () -> confluent.take(new byte[] {0, 0, 0, 0, 7, 2, 4})))
                .hasMessageContaining("an unknown schema");
        assertThat(asked).hasValue(1);
    }

    private static TopicValues framed(AtomicInteger asked) {
        return new TopicValues() {
            @Override
            public void prepare(String topic, WireFormat<?> format) {}

            @Override
            public <T extends SpecificRecord> byte[] encode(String topic, WireFormat<T> format, T value) {
                return format.encode(value);
            }

            @Override
            public <T extends SpecificRecord> T decode(WireFormat<T> format, byte @Nullable [] value) {
                asked.incrementAndGet();
                throw new WireFormatException(format.name(), "an unknown schema");
            }

            @Override
            public boolean isRecord(byte[] value) {
                return value.length > 0 && value[0] == 0;
            }

            @Override
            public String encoding() {
                return "frames";
            }
        };
    }

    private static Arguments bad(String what, byte @Nullable [] value, RejectionReason reason, String... message) {
        return Arguments.of(what, value, reason, message);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("rejected")
    void rejectsWithAReasonForMachinesAndAMessageForPeople(
            String what, byte @Nullable [] value, RejectionReason reason, String[] message) {
        ImageRejectedException rejected = catchThrowableOfType(ImageRejectedException.class, () -> take(value));

        assertThat(rejected).as("the rejection of %s", what).isNotNull();
        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.getMessage()).contains(message);
    }

    @Test
    void aPngCutAnywhereIsRejectedOrTaken() {
        byte[] png = SampleImages.png(ORANGE);

        IntStream.range(1, png.length).forEach(length -> assertTakenOrRejected(Arrays.copyOf(png, length)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverComesIsAnImageOrRejectedAndNothingElse(long seed) {
        Random random = new Random(seed);
        for (byte[] sample : new byte[][] {
            SampleImages.png(ORANGE),
            SampleImages.jpeg(ORANGE),
            event(SampleImages.png(ORANGE), new Region(1, 2, 20, 10)),
            event(SampleImages.jpeg(ORANGE), new Region(1, 2, 20, 10))
        }) {
            for (int round = 0; round < 300; round++) {
                byte[] value = sample.clone();
                for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                    value[random.nextInt(value.length)] = (byte) random.nextInt(256);
                }
                assertTakenOrRejected(value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 x 1", "1 x 3000", "20000 x 1", "2 x 2"})
    void takesImagesOfAnyProportion(String size) throws Exception {
        String[] sides = size.split(" x ", -1);
        int width = Integer.parseInt(sides[0]);
        int height = Integer.parseInt(sides[1]);
        byte[] file = SampleImages.file("png", width, height, ORANGE);

        requireWhole(take(file), width, height, ORANGE);
        assertThat(cut(event(file, new Region(0, 0, width, height))).pixels().values())
                .isEqualTo(FakeEngine.pixels(ORANGE).values());
    }

    private void assertTakenOrRejected(byte[] value) {
        try {
            Prepared image = take(value).image();
            InputShape shape = image instanceof Prepared.Whole whole
                    ? whole.overview().shape()
                    : ((Prepared.Cut) image).pixels().shape();
            assertThat(shape).isEqualTo(FakeEngine.SHAPE);
        } catch (ImageRejectedException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    private Intake.Taken take(byte @Nullable [] value) throws ImageRejectedException {
        return intake.take(value);
    }

    private Prepared.Cut cut(byte[] value) throws ImageRejectedException {
        return (Prepared.Cut) take(value).image();
    }

    /** A photo of one colour in which the number is still to be found. */
    private static void requireWhole(Intake.Taken taken, int width, int height, int colour) {
        Prepared.Whole whole = (Prepared.Whole) taken.image();
        BufferedImage frame = whole.frame().image();
        assertThat(whole.frame().storedWidth()).isEqualTo(width);
        assertThat(whole.frame().storedHeight()).isEqualTo(height);
        assertThat(frame.getRGB(0, 0)).isEqualTo(0xFF000000 | colour);
        assertThat(frame.getRGB(frame.getWidth() - 1, frame.getHeight() - 1)).isEqualTo(0xFF000000 | colour);
        assertThat(whole.overview().content().values())
                .isEqualTo(FakeEngine.pixels(colour).values());
    }

    private static byte[] event(byte[] image, @Nullable Region region) {
        return WireFormat.IMAGE_EVENT.encode(new ImageEvent(ByteBuffer.wrap(image), region, null, null));
    }

    /** 100 x 100 pixels, the orange from 35 to 65 in both directions: a region's margin of 15 % and 2 pixels more. */
    private static byte[] orangeSquareOnBlue() {
        BufferedImage image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.BLUE);
        graphics.fillRect(0, 0, 100, 100);
        graphics.setColor(new Color(ORANGE));
        graphics.fillRect(35, 35, 30, 30);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
