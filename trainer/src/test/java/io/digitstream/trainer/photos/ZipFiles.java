package io.digitstream.trainer.photos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zips as archivers write them, and as they don't. */
final class ZipFiles {
    /** Where the flags of a file are in its row of the list. */
    static final int FLAGS = 8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes, ISO_8859_1);

    /** Adds a deflated file under a name of these bytes, without saying that they are UTF-8. */
    ZipFiles deflated(byte[] name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(new String(name, ISO_8859_1)));
        zip.write(content);
        zip.closeEntry();
        return this;
    }

    ZipFiles deflated(String name, byte[] content) throws IOException {
        return deflated(name.getBytes(UTF_8), content);
    }

    ZipFiles stored(String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
        return this;
    }

    byte[] bytes() throws IOException {
        zip.close();
        return bytes.toByteArray();
    }

    /** Sets a byte in the list at the zip's end, in the row of one file. */
    static byte[] changed(byte[] zip, String name, int field, int value) {
        byte[] changed = zip.clone();
        int row = new String(zip, ISO_8859_1).lastIndexOf(name) - 46;
        changed[row + field] = (byte) value;
        return changed;
    }
}
