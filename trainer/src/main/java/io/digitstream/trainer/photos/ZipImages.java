package io.digitstream.trainer.photos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.UnicodePathExtraField;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.jspecify.annotations.Nullable;

/** The files of a zip. Nothing is unpacked to disk. One unreadable file does not affect the others. One thread. */
final class ZipImages implements Closeable {
    private static final String UNPACK = "; unpack the zip and name the folder";

    private final ZipFile zip;

    private ZipImages(ZipFile zip) {
        this.zip = zip;
    }

    /**
     * Opens a zip.
     *
     * @param kind of zip by its first bytes; null where they are not those of one
     * @throws IOException if its list of files cannot be read; the message names the file
     */
    static ZipImages open(Path path, @Nullable ArchiveKind kind) throws IOException {
        try {
            return new ZipImages(ZipFile.builder()
                    .setPath(path)
                    // Read when the file is, so that a broken one fails alone.
                    .setIgnoreLocalFileHeader(true)
                    .get());
        } catch (IOException | RuntimeException e) {
            throw new IOException(path + problem(kind) + " (" + e.getMessage() + ")", e);
        }
    }

    private static String problem(@Nullable ArchiveKind kind) {
        if (kind == null) {
            return " is not a zip file";
        }
        return kind == ArchiveKind.SPLIT_ZIP
                ? " is a part of a split zip file: join its parts first"
                : " is a zip file that is cut off or damaged: copy or download it again";
    }

    /** Hands over each file with its name, which may be there more than once. */
    void forEach(BiConsumer<String, ImageFile> files) {
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            String name = name(entry);
            if (!entry.isDirectory() && !name.endsWith("/") && !name.endsWith("\\")) {
                files.accept(name, new ImageFile(problem(entry, name), () -> read(entry)));
            }
        }
    }

    /** The name in UTF-8 that some archivers add, where it belongs to the usual one. */
    private static String name(ZipArchiveEntry entry) {
        byte[] raw = entry.getRawName();
        if (entry.getExtraField(UnicodePathExtraField.UPATH_ID) instanceof UnicodePathExtraField unicode
                && unicode.getNameCRC32() == checksum(raw)) {
            return new String(unicode.getUnicodeName(), UTF_8);
        }
        return FileName.decode(raw);
    }

    private @Nullable String problem(ZipArchiveEntry entry, String name) {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return "encrypted" + UNPACK;
        }
        if (!zip.canReadEntryData(entry)) {
            return "compressed by " + method(entry) + ", which is not supported" + UNPACK;
        }
        if (entry.isUnixSymlink()) {
            return "a symbolic link, not a file";
        }
        if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
            return "a zip file inside a zip" + UNPACK;
        }
        return entry.getSize() > ImageFolder.MOST_BYTES ? ImageFolder.tooLarge(entry.getSize()) : null;
    }

    private static String method(ZipArchiveEntry entry) {
        ZipMethod method = ZipMethod.getMethodByCode(entry.getMethod());
        return method == null || method == ZipMethod.UNKNOWN ? "method " + entry.getMethod() : method.name();
    }

    private byte[] read(ZipArchiveEntry entry) throws IOException {
        byte[] file;
        try (InputStream in = zip.getInputStream(entry)) {
            file = in.readNBytes(ImageFolder.MOST_BYTES + 1);
        } catch (LinkageError e) {
            throw new IOException("compressed by " + method(entry) + ", which is not supported" + UNPACK, e);
        } catch (IOException | RuntimeException e) {
            // Decompressors also throw unchecked exceptions on damaged data.
            throw new IOException("damaged in the zip (" + e.getMessage() + ")", e);
        }
        if (file.length > ImageFolder.MOST_BYTES) {
            throw new IOException(ImageFolder.tooLarge(file.length));
        }
        if (file.length != entry.getSize() || checksum(file) != entry.getCrc()) {
            throw new IOException("damaged in the zip: size or checksum is not what the zip says");
        }
        return file;
    }

    private static long checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return checksum.getValue();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
