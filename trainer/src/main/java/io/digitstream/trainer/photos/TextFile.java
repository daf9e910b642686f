package io.digitstream.trainer.photos;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Reads text in the charsets that spreadsheets write: UTF-8 and UTF-16, with a mark or without, else Windows-1252. */
final class TextFile {
    private static final long MOST_BYTES = 256L << 20;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private TextFile() {}

    /** @throws IOException if the file cannot be read or is no text; the message names it */
    static String read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " has more than " + (MOST_BYTES >> 20) + " MiB");
        }
        String text = decode(Files.readAllBytes(file));
        if (text.indexOf('\0') >= 0) {
            throw new IOException(file + " is not a text file");
        }
        return text;
    }

    private static String decode(byte[] bytes) {
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
            return decode(bytes, 3, StandardCharsets.UTF_8);
        }
        if (begins(bytes, 0xFF, 0xFE)) {
            return decode(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (begins(bytes, 0xFE, 0xFF)) {
            return decode(bytes, 2, StandardCharsets.UTF_16BE);
        }
        // Without a mark the first character tells, which is ASCII in a header.
        if (bytes.length > 1 && (bytes[0] == 0) != (bytes[1] == 0)) {
            return decode(bytes, 0, bytes[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
        }
        return Objects.requireNonNullElseGet(FileName.utf8(bytes), () -> decode(bytes, 0, WINDOWS));
    }

    private static boolean begins(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static String decode(byte[] bytes, int from, Charset charset) {
        return new String(bytes, from, bytes.length - from, charset);
    }
}
