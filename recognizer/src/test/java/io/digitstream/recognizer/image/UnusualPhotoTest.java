package io.digitstream.recognizer.image;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with more in them than a picture: browsers show it, and so it is read. */
final class UnusualPhotoTest {
    private static final BufferedImage SCENE = ImageFiles.scene(37, 23, 1);
    private static final byte[] PNG = ImageFiles.png(SCENE);
    private static final byte[] JPEG = ImageFiles.jpeg(SCENE);
    private static final int COMMENT = 0xFFFE;
    private static final int APP1 = 0xFFE1;
    private static final int APP2 = 0xFFE2;
    private static final byte[] PAGE = "<script>alert(1)</script>".getBytes(US_ASCII);
    private static final byte[] WHOLE = "ICC_PROFILE\0\1\1".getBytes(US_ASCII);
    private static final byte[] HALF = "ICC_PROFILE\0\1\2".getBytes(US_ASCII);
    private static final byte[] ZIP = Arrays.copyOf("PK\3\4".getBytes(US_ASCII), 5000);

    static Stream<Arguments> files() {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        byte[] gray = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
        byte[] hugeProfile = ImageFiles.chunk("iCCP", packed(new byte[1 << 20], 1000));
        byte[] hugeText = ImageFiles.chunk("zTXt", packed(new byte[1 << 20], 1000));
        byte[] emptyParts = repeat(ImageFiles.chunk("IDAT", new byte[0]), 100_000);
        return Stream.of(
                arguments("PNG with a film behind its picture", animated()),
                arguments("PNG that is a page too", inPng(ImageFiles.chunk("tEXt", text(PAGE)))),
                arguments("PNG that is an archive too", ImageFiles.concat(PNG, ZIP)),
                arguments("PNG with a profile", inPng(ImageFiles.chunk("iCCP", packed(profile, 1)))),
                arguments("PNG with another's profile", inPng(ImageFiles.chunk("iCCP", packed(gray, 1)))),
                arguments("PNG with a profile of zeros", inPng(ImageFiles.chunk("iCCP", packed(new byte[5000], 1)))),
                arguments("PNG with a gigabyte of profile", inPng(hugeProfile)),
                arguments("PNG, interlaced, with a gigabyte of profile", inInterlacedPng(hugeProfile)),
                arguments("PNG with a gigabyte of text", inPng(hugeText)),
                arguments("PNG, interlaced, with a gigabyte of text", inInterlacedPng(hugeText)),
                arguments("PNG in 100,000 parts", inPng(emptyParts)),
                arguments("PNG, interlaced, in 100,000 parts", inInterlacedPng(emptyParts)),
                arguments("JPEG that is a page too", inJpeg(ImageFiles.segment(COMMENT, PAGE))),
                arguments("JPEG that is an archive too", ImageFiles.concat(JPEG, ZIP)),
                arguments("JPEG with a photo behind it", ImageFiles.concat(JPEG, ImageFiles.progressiveJpeg(SCENE))),
                arguments("JPEG with a profile", inJpeg(ImageFiles.segment(APP2, icc(profile)))),
                arguments("JPEG with a profile twice", inJpeg(repeat(ImageFiles.segment(APP2, icc(profile)), 2))),
                arguments(
                        "JPEG with half a profile", inJpeg(ImageFiles.segment(APP2, ImageFiles.concat(HALF, profile)))),
                arguments(
                        "JPEG with a profile that is cut off",
                        inJpeg(ImageFiles.segment(APP2, icc(Arrays.copyOf(profile, 200))))),
                arguments("JPEG with text for a profile", inJpeg(ImageFiles.segment(APP2, icc(PAGE)))),
                arguments("JPEG with a profile of zeros", inJpeg(ImageFiles.segment(APP2, icc(new byte[5000])))),
                arguments("JPEG with 9,000 comments", inJpeg(repeat(ImageFiles.segment(COMMENT, new byte[0]), 9000))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isReadLikeItsPicture(String what, byte[] file) throws ImageRejectedException {
        int[] pixels = decode(file, ImageLimits.DEFAULT);
        byte[] usual = what.startsWith("PNG") ? PNG : JPEG;
        assertThat(pixels).as(what).isEqualTo(decode(usual, ImageLimits.DEFAULT));
    }

    @Test
    void isReadWithAHundredMegabytesOfMetadataWhereTheLimitAllowsThat() throws ImageRejectedException {
        ImageLimits limits = new ImageLimits(128 << 20, 1_000_000);
        byte[] block = ExifFiles.block(ByteOrder.BIG_ENDIAN, Orientation.UPRIGHT);
        byte[] jpeg = inJpeg(repeat(ImageFiles.segment(APP1, new byte[0xFFFD]), 1600));
        byte[] png = inPng(ImageFiles.chunk("eXIf", Arrays.copyOf(block, 100 << 20)));
        assertThat(decode(jpeg, limits)).isEqualTo(decode(JPEG, limits));
        assertThat(decode(png, limits)).isEqualTo(decode(PNG, limits));
        for (byte[] file : new byte[][] {jpeg, png}) {
            assertThatThrownBy(() -> Photo.open(file, ImageLimits.DEFAULT)).hasMessageContaining("the limit is");
        }
    }

    /** For each segment of a profile libjpeg walks along all those before. */
    @Test
    void isRejectedWithMoreSegmentsThanAnyPhotoHas() {
        byte[] jpeg = inJpeg(repeat(ImageFiles.segment(APP2, icc(new byte[0])), 500_000));
        assertThatThrownBy(() -> Photo.open(jpeg, ImageLimits.DEFAULT))
                .hasMessageContaining(" segments, the limits are ");
    }

    private static byte[] animated() {
        ByteBuffer frame = ByteBuffer.allocate(26).putInt(0).putInt(37).putInt(23);
        byte[] head = ImageFiles.concat(
                ImageFiles.chunk("acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0}), ImageFiles.chunk("fcTL", frame.array()));
        byte[] second = ImageFiles.concat(
                ImageFiles.chunk("fcTL", frame.putInt(0, 1).array()),
                ImageFiles.chunk("fdAT", ImageFiles.concat(new byte[] {0, 0, 0, 2}, packed(new byte[1 << 20], 1))));
        byte[] withHead = inPng(head);
        return ExifFiles.inserted(withHead, withHead.length - ExifFiles.PNG_TRAILER, second);
    }

    private static byte[] inPng(byte[] chunks) {
        return ExifFiles.inserted(PNG, ExifFiles.PNG_HEADER_END, chunks);
    }

    private static byte[] inInterlacedPng(byte[] chunks) {
        return ExifFiles.inserted(ImageFiles.interlacedPng(SCENE), ExifFiles.PNG_HEADER_END, chunks);
    }

    private static byte[] inJpeg(byte[] segments) {
        return ExifFiles.inserted(JPEG, ExifFiles.JPEG_START, segments);
    }

    private static byte[] icc(byte[] profile) {
        return ImageFiles.concat(WHOLE, profile);
    }

    private static byte[] text(byte[] text) {
        return ImageFiles.concat("Title\0".getBytes(US_ASCII), text);
    }

    /** With a name before it, as in chunks of profiles and of texts. */
    private static byte[] packed(byte[] content, int times) {
        return ImageFiles.concat("name\0\0".getBytes(US_ASCII), ImageFiles.deflated(content, times));
    }

    private static byte[] repeat(byte[] piece, int times) {
        ByteBuffer all = ByteBuffer.allocate(piece.length * times);
        for (int i = 0; i < times; i++) {
            all.put(piece);
        }
        return all.array();
    }

    private static int[] decode(byte[] file, ImageLimits limits) throws ImageRejectedException {
        try (Photo photo = Photo.open(file, limits)) {
            return ImageFiles.argb(photo.decode(new Rectangle(photo.width(), photo.height()), 1));
        }
    }
}
