package io.digitstream.recognizer.image;

import java.util.HexFormat;

/** The image formats that are read, told by a file's first bytes and never by its name. */
public enum ImageFormat {
    PNG("89504E470D0A1A0A"),
    JPEG("FFD8FF");

    private static final int LONGEST_SIGNATURE = 8;

    /** First bytes, hexadecimal. */
    private final String signature;

    ImageFormat(String signature) {
        this.signature = signature;
    }

    static ImageFormat of(byte[] file) throws ImageRejectedException {
        if (file.length == 0) {
            throw new ImageRejectedException(RejectionReason.EMPTY, "the image has no bytes");
        }
        String start = HexFormat.of().withUpperCase().formatHex(file, 0, Math.min(file.length, LONGEST_SIGNATURE));
        for (ImageFormat format : values()) {
            if (start.startsWith(format.signature)) {
                return format;
            }
        }
        throw new ImageRejectedException(
                RejectionReason.UNSUPPORTED_IMAGE,
                ForeignFormat.of(file)
                        .map(ForeignFormat::message)
                        .orElse("the image is neither PNG nor JPEG: it starts with the bytes " + start));
    }
}
