package io.digitstream.recognizer.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ForeignFormatTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] JPEG = ImageFiles.jpeg(ImageFiles.scene(61, 45, 3));
    private static final byte[] PNG = ImageFiles.png(ImageFiles.scene(61, 45, 3));

    static Stream<Arguments> images() {
        return Stream.of(
                image("HEIC image", box("ftypheic\0\0\0\0mif1heic")),
                image("HEIC image", box("ftypmif1\0\0\0\0mif1heic")),
                image("HEIC image", box("ftyphevc\0\0\0\0msf1hevc")),
                image("HEIF image", box("ftypmif1\0\0\0\0mif1miaf")),
                image("AVIF image", box("ftypavif\0\0\0\0avifmif1miaf")),
                image("AVIF image", box("ftypmif1\0\0\0\0mif1avif")),
                image("WebP image", latin("RIFF\1\2\3\4WEBPVP8 ")),
                image("TIFF image", latin("II*\0\10\0\0\0")),
                image("TIFF image", latin("MM\0*\0\0\0\10")),
                image("TIFF image", latin("II+\0\10\0\0\0")),
                image("BMP image", HEX.parseHex("424d36100e000000000036000000")),
                image("GIF image", latin("GIF89a")),
                image("GIF image", latin("GIF87a")),
                image("ICO image", icon(1)),
                image("ICO image", icon(7)),
                image("JPEG 2000 image", HEX.parseHex("0000000c6a5020200d0a870a")),
                image("JPEG 2000 image", HEX.parseHex("ff4fff510029")),
                image("JPEG XL image", HEX.parseHex("0000000c4a584c200d0a870a")),
                image("JPEG XL image", HEX.parseHex("ff0ac87f00")),
                image("JPEG XR image", HEX.parseHex("4949bc0108000000")),
                image("Camera raw image", box("ftypcrx \0\0\0\1crx isom")),
                image("Photoshop image", latin("8BPS\0\1")),
                image("Netpbm image", latin("P6\n4 4\n255\n")),
                image("SVG image", latin("<svg xmlns='http://www.w3.org/2000/svg'/>")),
                image("SVG image", latin("<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<SVG width='3'/>")),
                image("PDF document", latin("%PDF-1.4\n%\u00E2\u00E3")),
                image("NumPy array", HEX.parseHex("934e554d505901007600")),
                image("MP4 video", box("ftypmp42\0\0\0\0isommp42")),
                image("MP4 video", box("ftypisom\0\0\2\0isomiso2avc1mp41")),
                image("QuickTime video", box("ftypqt  \0\0\0\0qt  ")),
                image("QuickTime video", box("moov\0\0\0\0")),
                image("QuickTime video", box("wide\0\0\0\0")),
                image("AVI video", latin("RIFF\1\2\3\4AVI LIST")),
                image("Matroska or WebM video", HEX.parseHex("1a45dfa3a342")));
    }

    static Stream<Arguments> wrapped() {
        String base64 = Base64.getEncoder().encodeToString(JPEG);
        String base64OfPng = Base64.getEncoder().encodeToString(PNG);
        return Stream.of(
                image("gzip data", HEX.parseHex("1f8b080039aa0d6b")),
                image("ZIP archive", latin("PK\3\4\24\0")),
                image("ZIP archive", latin("PK\5\6" + "\0".repeat(18))),
                image("Zstandard data", HEX.parseHex("28b52ffd0458")),
                image("bzip2 data", HEX.parseHex("425a6839314159265359")),
                image("xz data", HEX.parseHex("fd377a585a000004")),
                image("7z archive", HEX.parseHex("377abcaf271c0004")),
                image("RAR archive", HEX.parseHex("526172211a0701")),
                image("Serialized Java object", HEX.parseHex("aced0005757200025b42")),
                image("Zeros only", new byte[1000]),
                image("Zeros only", new byte[1]),
                image("Base64 text", latin(base64)),
                image("Base64 text", latin(base64OfPng)),
                image("Base64 text", latin(Base64.getMimeEncoder().encodeToString(JPEG))),
                image("Base64 text", latin(Base64.getUrlEncoder().encodeToString(PNG))),
                image("Base64 text", latin(Base64.getEncoder().encodeToString(new byte[100]) + "\n")),
                image("Hexadecimal text", latin(HEX.formatHex(JPEG))),
                image("Hexadecimal text", latin("\\x" + HEX.withUpperCase().formatHex(PNG))),
                image("Data URL", latin("data:image/jpeg;base64," + base64)),
                image("Data URL", latin("\"data:image/png;base64," + base64OfPng + "\"")),
                image("JSON", latin("{\"schema\":{\"type\":\"bytes\"},\"payload\":\"" + base64 + "\"}")),
                image("JSON", latin("\"" + base64 + "\"")),
                image("JSON", latin(" \n{ \"image\": null}")),
                image("JSON", latin("{}")),
                image("JSON", latin("[1, 2, 3]")),
                image("JSON", "\uFEFF{\"number\": \"七\"}".getBytes(UTF_8)),
                image("HTML page", latin("<!DOCTYPE html><html><body>401 Unauthorized</body></html>")),
                image("HTML page", latin("\n<html lang='en'><body><svg width='1'/>")),
                image("XML", latin("<?xml version=\"1.0\"?><photo/>")),
                image("XML", latin("<Error><Code>AccessDenied</Code></Error>")),
                image("Plain text", latin("This is no image.")),
                image("Plain text", latin("https://example.org/door.jpg")),
                image("Plain text", "Hausnummer 7 an der Tür".getBytes(UTF_8)),
                image("Plain text", "ü".repeat(2000).getBytes(UTF_8)),
                image("UTF-16 text", ImageFiles.concat(HEX.parseHex("fffe"), "{\"image\"".getBytes(UTF_16LE))),
                image("Image that was converted to text", converted(new String(PNG, UTF_8))),
                image("Image that was converted to text", converted(new String(JPEG, UTF_8))),
                image("Image that was converted to text", converted(new String(PNG, ISO_8859_1))),
                image("Image that was converted to text", converted(new String(JPEG, ISO_8859_1))),
                image("Image behind text", ImageFiles.concat(latin("\r\n"), JPEG)),
                image(
                        "Image behind text",
                        ImageFiles.concat(latin("--frame\r\nContent-Type: image/png\r\n\r\n"), PNG)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("images")
    void isNamedAndIsToBeConverted(String name, byte[] file) {
        assertRejected(file, name + "; send PNG or JPEG");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrapped")
    void isNamedAndIsToBeUnwrapped(String name, byte[] file) {
        assertRejected(file, name + "; send the image's bytes themselves");
    }

    /** The bytes are all that can be said of. */
    @ParameterizedTest
    @ValueSource(
            strings = {"07", "010203", "89504e470d0a1a", "ffd8", "c301", "000102030405", "0000000007020406", "80818283"
            })
    void isNoneOfOtherBytes(String hex) {
        assertThat(ForeignFormat.of(HEX.parseHex(hex))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"000001000100", "00000100010010100000010020000000000016000000", "0000010000000000"})
    void isNoIconWithoutAnIcon(String hex) {
        assertThat(ForeignFormat.of(HEX.parseHex(hex))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource({"images", "wrapped"})
    void isToldWhereverTheFileIsCut(String name, byte[] file) {
        for (int length = 0; length < Math.min(file.length, 100); length++) {
            assertThat(ForeignFormat.of(Arrays.copyOf(file, length))).as(name).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 0xFFFF, 100_000, 0x10123})
    void isNoRecordInConfluentsWireFormat(int id) {
        byte[] frame = HEX.parseHex("00%08x".formatted(id == 0 ? 7 : id) + "a201");
        assertThat(ForeignFormat.of(ImageFiles.concat(frame, JPEG))).isEmpty();
        assertThat(ForeignFormat.of(ImageFiles.concat(frame, PNG))).isEmpty();
    }

    private static void assertRejected(byte[] file, String message) {
        assertThat(catchThrowableOfType(ImageRejectedException.class, () -> Photo.open(file, ImageLimits.DEFAULT)))
                .hasMessage(message)
                .extracting(ImageRejectedException::reason)
                .isEqualTo(RejectionReason.UNSUPPORTED_IMAGE);
    }

    private static Arguments image(String name, byte[] file) {
        return arguments(name, file);
    }

    private static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] box(String content) {
        byte[] file = new byte[300];
        file[3] = (byte) (4 + content.length());
        System.arraycopy(content.getBytes(US_ASCII), 0, file, 4, content.length());
        return file;
    }

    private static byte[] icon(int count) {
        byte[] directory = HEX.parseHex("00000100%02x00".formatted(count)
                + "101000000100200068040000%02x000000".formatted(6 + 16 * count).repeat(count));
        return Arrays.copyOf(directory, 2000);
    }

    private static byte[] converted(String image) {
        return image.getBytes(UTF_8);
    }
}
