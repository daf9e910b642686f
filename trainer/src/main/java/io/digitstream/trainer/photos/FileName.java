package io.digitstream.trainer.photos;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names of image files, as systems and archivers write them. */
final class FileName {
    /** What zips hold names in by their specification, unless they say that it is UTF-8. */
    private static final Charset DOS = Charset.forName("IBM437");

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Set<String> METADATA = Set.of(".ds_store", "thumbs.db", "desktop.ini");

    /** An extension of images, or none. */
    private static final Pattern IMAGE = Pattern.compile(
            "([.](png|jpe?g|jpe|jfif|heic|heif|webp|avif|gif|bmp|tiff?)|(^|/)[^./]+)$", Pattern.CASE_INSENSITIVE);

    private FileName() {}

    /**
     * Returns a name as a relative path: with {@code /} between folders, composed (NFC), without a drive, {@code .} and
     * {@code ..}, and without control characters, so that it can be printed.
     */
    static String relative(String name) {
        String path = Normalizer.normalize(name, Normalizer.Form.NFC).replace('\\', '/');
        String relative = Arrays.stream(path.replaceFirst("^[A-Za-z]:/", "").split("/"))
                .filter(part -> !part.isEmpty() && !".".equals(part) && !"..".equals(part))
                .collect(Collectors.joining("/"));
        return relative.isEmpty() ? "unnamed" : relative.replaceAll("[\\p{Cc}\u2028\u2029]", "?");
    }

    /** Whether a file is not the user's but what macOS and Windows keep beside files. */
    static boolean isMetadata(String relative) {
        String last = relative.substring(relative.lastIndexOf('/') + 1);
        return relative.startsWith("__MACOSX/")
                || relative.contains("/__MACOSX/")
                || last.startsWith("._")
                || METADATA.contains(last.toLowerCase(Locale.ROOT));
    }

    /** Whether a file is an image by its name: photos need labels, notes beside them do not. */
    static boolean isImage(String relative) {
        return IMAGE.matcher(relative).find();
    }

    /**
     * Returns the text of a name in a zip. Not every zip says which charset its names are in, and some say it wrongly: what
     * is valid UTF-8 is taken as such, else as code page 437, or as Windows-1252 where only that makes letters of it.
     */
    static String decode(byte[] name) {
        String utf8 = utf8(name);
        if (utf8 != null) {
            return utf8;
        }
        String dos = new String(name, DOS);
        String windows = new String(name, WINDOWS);
        return !hasForeignLettersOnly(dos) && hasForeignLettersOnly(windows) ? windows : dos;
    }

    /** Returns the text if it is valid UTF-8, else null. */
    static @Nullable String utf8(byte[] text) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Whether all characters beyond ASCII are Latin letters. */
    private static boolean hasForeignLettersOnly(String name) {
        return name.chars().filter(c -> c > 127).allMatch(FileName::isLatinLetter);
    }

    private static boolean isLatinLetter(int c) {
        int type = Character.getType(c);
        return (type == Character.LOWERCASE_LETTER || type == Character.UPPERCASE_LETTER)
                && Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
    }
}
