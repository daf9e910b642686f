package io.digitstream.trainer.photos;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What a file is that is not a photo, by its first bytes, whatever its name says. */
enum ArchiveKind {
    ZIP("a zip file", 0, "PK\3\4"),
    EMPTY_ZIP("a zip file", 0, "PK\5\6"),
    SPLIT_ZIP("a part of a split zip file", 0, "PK\7\10"),
    RAR("a RAR archive", 0, "Rar!\32\7"),
    SEVEN_ZIP("a 7z archive", 0, "7z\u00BC\u00AF\47\34"),
    GZIP("a gzip file", 0, "\37\u008B"),
    BZIP2("a bzip2 file", 0, "BZh"),
    XZ("an XZ file", 0, "\u00FD7zXZ\0"),
    ZSTD("a Zstandard file", 0, "(\u00B5/\u00FD"),
    TAR("a tar archive", 257, "ustar");

    /** How many bytes from the beginning tell them apart. */
    static final int HEAD = 262;

    private final String description;
    private final int offset;
    private final String magic;

    ArchiveKind(String description, int offset, String magic) {
        this.description = description;
        this.offset = offset;
        this.magic = magic;
    }

    static Optional<ArchiveKind> of(byte[] head) {
        return Arrays.stream(values()).filter(kind -> kind.begins(head)).findFirst();
    }

    private boolean begins(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1).startsWith(magic, offset);
    }

    boolean isZip() {
        return this == ZIP || this == EMPTY_ZIP || this == SPLIT_ZIP;
    }

    /** Returns the name of the kind with its article. */
    String description() {
        return description;
    }
}
