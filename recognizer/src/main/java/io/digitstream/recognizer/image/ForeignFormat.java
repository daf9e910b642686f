package io.digitstream.recognizer.image;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The formats that producers send where a PNG or JPEG belongs, told by a file's first bytes. Constants stand in the order in which
 * they are tried. None begins as a PNG, a JPEG or a record in Avro's single-object encoding does. Some begin with a zero, as records in
 * Confluent's wire format do, but go on as no image event can.
 */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
public enum ForeignFormat {
    AVIF("AVIF image", Remedy.CONVERT, start -> start.isOfBrand("avif", "avis")),
    HEIC(
            "HEIC image",
            Remedy.CONVERT,
            start -> start.isOfBrand("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs")),
    HEIF("HEIF image", Remedy.CONVERT, start -> start.isOfBrand("mif1", "mif2", "msf1")),
    RAW("Camera raw image", Remedy.CONVERT, start -> start.isOfBrand("crx ")),
    QUICKTIME(
            "QuickTime video",
            Remedy.CONVERT,
            start -> start.isOfBrand("qt  ")
                    || start.isBox("moov")
                    || start.isBox("mdat")
                    || start.isBox("wide")
                    || start.isBox("free")
                    || start.isBox("skip")),
    MP4("MP4 video", Remedy.CONVERT, start -> start.isBox("ftyp")),
    JPEG_2000("JPEG 2000 image", Remedy.CONVERT, start -> start.isBox("jP  ") || start.has(0, "FF4FFF51")),
    JPEG_XL("JPEG XL image", Remedy.CONVERT, start -> start.isBox("JXL ") || start.has(0, "FF0A")),
    JPEG_XR("JPEG XR image", Remedy.CONVERT, start -> start.has(0, "4949BC")),
    ICO("ICO image", Remedy.CONVERT, FileStart::isOfIcons),
    WEBP("WebP image", Remedy.CONVERT, start -> start.says(0, "RIFF") && start.says(8, "WEBP")),
    AVI("AVI video", Remedy.CONVERT, start -> start.says(0, "RIFF") && start.says(8, "AVI ")),
    MATROSKA("Matroska or WebM video", Remedy.CONVERT, start -> start.has(0, "1A45DFA3")),
    TIFF(
            "TIFF image",
            Remedy.CONVERT,
            start -> start.has(0, "49492A00")
                    || start.has(0, "4D4D002A")
                    || start.has(0, "49492B00")
                    || start.has(0, "4D4D002B")),
    GIF("GIF image", Remedy.CONVERT, start -> start.says(0, "GIF8")),
    BMP("BMP image", Remedy.CONVERT, start -> start.says(0, "BM") && start.has(6, "00000000")),
    PSD("Photoshop image", Remedy.CONVERT, start -> start.says(0, "8BPS")),
    NETPBM("Netpbm image", Remedy.CONVERT, FileStart::isNetpbm),
    PDF("PDF document", Remedy.CONVERT, start -> start.says(0, "%PDF-")),
    NUMPY("NumPy array", Remedy.CONVERT, start -> start.has(0, "934E554D5059")),
    GZIP("gzip data", Remedy.UNWRAP, start -> start.has(0, "1F8B")),
    ZIP("ZIP archive", Remedy.UNWRAP, start -> start.has(0, "504B0304") || start.has(0, "504B0506")),
    ZSTANDARD("Zstandard data", Remedy.UNWRAP, start -> start.has(0, "28B52FFD")),
    BZIP2("bzip2 data", Remedy.UNWRAP, start -> start.says(0, "BZh") && start.has(4, "314159265359")),
    XZ("xz data", Remedy.UNWRAP, start -> start.has(0, "FD377A585A00")),
    SEVEN_ZIP("7z archive", Remedy.UNWRAP, start -> start.has(0, "377ABCAF271C")),
    RAR("RAR archive", Remedy.UNWRAP, start -> start.has(0, "526172211A07")),
    JAVA_OBJECT("Serialized Java object", Remedy.UNWRAP, start -> start.has(0, "ACED0005")),
    ZEROS("Zeros only", Remedy.UNWRAP, FileStart::isOfZeros),
    /** Its bytes were decoded as UTF-8, which most are not, or as Latin-1, and encoded as UTF-8. */
    CONVERTED_TO_TEXT(
            "Image that was converted to text",
            Remedy.UNWRAP,
            start -> start.has(0, "EFBFBD504E47")
                    || start.has(0, "EFBFBDEFBFBDEFBFBD")
                    || start.has(0, "C289504E47")
                    || start.has(0, "C3BFC398C3BF")),
    BEHIND_TEXT("Image behind text", Remedy.UNWRAP, FileStart::hasImageBehindText),
    UTF_16("UTF-16 text", Remedy.UNWRAP, start -> start.has(0, "FFFE") || start.has(0, "FEFF")),
    DATA_URL("Data URL", Remedy.UNWRAP, start -> start.reads("\"?data:[^ ]*,.*")),
    HTML("HTML page", Remedy.UNWRAP, start -> start.reads("<(!doctype html|html|head|body)[\\s>].*")),
    SVG("SVG image", Remedy.CONVERT, start -> start.reads("<.*<?svg[\\s>].*")),
    XML("XML", Remedy.UNWRAP, start -> start.reads("<[?!a-z].*")),
    JSON("JSON", Remedy.UNWRAP, start -> start.reads("(\\{\\s*[\"}]|\\[\\s*[\\[\\]{\"0-9-]|\"[^\\s\"]*(\"\\s*)?$).*")),
    HEXADECIMAL("Hexadecimal text", Remedy.UNWRAP, start -> start.reads("(0x|\\\\x)?(ffd8ff|89504e47)[0-9a-f\\s]*")),
    BASE64(
            "Base64 text",
            Remedy.UNWRAP,
            start -> start.reads("(ivborw0kggo|[/_]9j[/_]|[a-z0-9+/_-]{60})[a-z0-9+/_\\-\\r\\n]*=*\\s*")),
    TEXT("Plain text", Remedy.UNWRAP, FileStart::isText);

    /** What a producer has to do. */
    private enum Remedy {
        CONVERT("send PNG or JPEG"),
        UNWRAP("send the image's bytes themselves");

        private final String words;

        Remedy(String words) {
            this.words = words;
        }
    }

    private final String name;
    private final Remedy remedy;
    private final Predicate<FileStart> matches;

    ForeignFormat(String name, Remedy remedy, Predicate<FileStart> matches) {
        this.name = name;
        this.remedy = remedy;
        this.matches = matches;
    }

    /** Returns the format of a file, if it is one of these. */
    public static Optional<ForeignFormat> of(byte[] file) {
        FileStart start = new FileStart(file);
        return Arrays.stream(values())
                .filter(format -> format.matches.test(start))
                .findFirst();
    }

    /** Says what the file is, and what to send instead. */
    public String message() {
        return name + "; " + remedy.words;
    }
}
