package io.digitstream.recognizer.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** The first bytes of a file, with the tests that tell formats apart. Immutable unless the array of the file is written to. */
final class FileStart {
    /** As many bytes of a text tell its kind. */
    private static final int TEXT = 1024;

    /** Where a list of brands ends at the latest. */
    private static final int MOST_BRANDS = 256;

    private static final String MARK = "\uFEFF";

    private final byte[] file;
    /** The start as text in lower case, without the space before it; empty if it is no text. */
    private final String text;

    FileStart(byte[] file) {
        this.file = file;
        this.text = text(file, Math.min(file.length, TEXT));
    }

    /** Whether these bytes, in hexadecimal, are at a place. */
    boolean has(int at, String hex) {
        return has(at, HexFormat.of().parseHex(hex));
    }

    /** Whether these characters of one byte each are at a place. */
    boolean says(int at, String characters) {
        return has(at, characters.getBytes(ISO_8859_1));
    }

    private boolean has(int at, byte[] bytes) {
        return at + bytes.length <= file.length && Arrays.equals(file, at, at + bytes.length, bytes, 0, bytes.length);
    }

    /** Whether it begins with a box of this type, as in files of the ISO base media format. */
    boolean isBox(String type) {
        return has(0, "00") && says(4, type);
    }

    /** Whether its first box names one of these brands. */
    boolean isOfBrand(String... brands) {
        if (!isBox("ftyp") || file.length < 12) {
            return false;
        }
        int end = Math.min(
                Math.min(file.length, MOST_BRANDS), ByteBuffer.wrap(file).getInt());
        return Arrays.stream(brands).anyMatch(brand -> {
            boolean named = says(8, brand);
            for (int at = 16; at + 4 <= end && !named; at += 4) {
                named = says(at, brand);
            }
            return named;
        });
    }

    /** Whether it is a directory of icons whose first lies in the file. The format has no better mark. */
    boolean isOfIcons() {
        int directory = 6;
        int entry = 16;
        if (!has(0, "00000100") || file.length < directory + entry) {
            return false;
        }
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int count = buffer.getShort(4) & 0xFFFF;
        long length = buffer.getInt(directory + 8) & 0xFFFFFFFFL;
        long offset = buffer.getInt(directory + 12) & 0xFFFFFFFFL;
        return count > 0 && length > 0 && offset >= directory + (long) entry * count && offset < file.length;
    }

    /** Whether it begins as one of the formats PBM, PGM, PPM and PAM. */
    boolean isNetpbm() {
        return file.length > 2
                && says(0, "P")
                && file[1] >= '1'
                && file[1] <= '7'
                && (file[2] == '\n' || file[2] == ' ');
    }

    /** Whether it has bytes, and all of them are zeros. */
    boolean isOfZeros() {
        for (byte value : file) {
            if (value != 0) {
                return false;
            }
        }
        return file.length > 0;
    }

    boolean isText() {
        return !text.isEmpty();
    }

    /** Whether it is text that matches a pattern, in lower case and from its first character that is no space. */
    boolean reads(String pattern) {
        return isText() && text.matches("(?s)" + pattern);
    }

    /** Whether a PNG or JPEG begins behind some text. */
    boolean hasImageBehindText() {
        String start = new String(file, 0, Math.min(file.length, TEXT), ISO_8859_1);
        int image = start.indexOf("\u00FF\u00D8\u00FF");
        int at = image >= 0 ? image : start.indexOf("\u0089PNG\r\n\u001A\n");
        return at > 0 && isText(decoded(file, at));
    }

    private static String text(byte[] file, int length) {
        String decoded = decoded(file, length);
        return isText(decoded) ? decoded.strip().replaceFirst(MARK, "").toLowerCase(Locale.ROOT) : "";
    }

    /** Empty if it is not UTF-8; a character that is cut off at the end does not matter. */
    private static String decoded(byte[] file, int length) {
        CharBuffer characters = CharBuffer.allocate(length);
        boolean wrong = UTF_8.newDecoder()
                .decode(ByteBuffer.wrap(file, 0, length), characters, false)
                .isError();
        return wrong ? "" : characters.flip().toString();
    }

    private static boolean isText(String characters) {
        return !characters.isEmpty()
                && characters
                        .chars()
                        .allMatch(c -> c == '\t' || c == '\n' || c == '\r' || c == '\f' || (c >= ' ' && c != 0x7F));
    }
}
