package io.digitstream.schemas;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A weights file in pieces: cut for the topic {@code weights}, and put together again from it. One thread. */
public final class WeightsFile {
    /** Bytes in each chunk but the last: small beside the 1 MiB that brokers take by default. */
    public static final int CHUNK_BYTES = 512 << 10;

    private final TopicValues values;
    private final WeightsRelease manifest;
    private final String prefix;
    private final Map<String, byte[]> chunks = new HashMap<>();

    /** A file of which no piece is there yet. */
    public WeightsFile(TopicValues values, WeightsRelease manifest) {
        this.values = values;
        this.manifest = manifest;
        this.prefix = "chunk/" + manifest.getVersion() + "/";
    }

    /** The pieces of a file, in order; an empty file has none. */
    public static List<WeightsChunk> cut(String version, byte[] file) {
        List<WeightsChunk> chunks = new ArrayList<>();
        for (int start = 0; start < file.length; start += CHUNK_BYTES) {
            ByteBuffer piece = ByteBuffer.wrap(file, start, Math.min(CHUNK_BYTES, file.length - start));
            chunks.add(new WeightsChunk(version, chunks.size(), piece.slice()));
        }
        return chunks;
    }

    /** SHA-256 of a whole file, as manifests state it: 64 lower case hexadecimal digits. */
    public static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /**
     * Takes in one record of the topic; what is no chunk of this release changes nothing. Values are looked at when the file is
     * joined: one that is broken may be written again.
     */
    public void add(@Nullable String key, byte @Nullable [] value) {
        if (key != null && key.startsWith(prefix)) {
            if (value == null) {
                chunks.remove(key);
            } else {
                chunks.put(key, value);
            }
        }
    }

    /**
     * The whole file.
     *
     * @param mostBytes larger files are refused before anything is allocated
     * @throws BrokenReleaseException if a chunk is missing, none, or of another length, or the whole is not what the manifest
     *     says
     */
    public byte[] join(int mostBytes) throws BrokenReleaseException {
        if (manifest.getSize() < 1 || manifest.getSize() > mostBytes) {
            throw new BrokenReleaseException("release %s claims %,d bytes, the limit is %,d"
                    .formatted(manifest.getVersion(), manifest.getSize(), mostBytes));
        }
        ByteBuffer file = ByteBuffer.allocate((int) manifest.getSize());
        for (int index = 0; index < manifest.getChunkCount(); index++) {
            ByteBuffer chunk = chunk(index);
            if (chunk.remaining() > file.remaining()) {
                throw broken(index, " is too long");
            }
            file.put(chunk);
        }
        if (file.hasRemaining()) {
            throw new BrokenReleaseException("release %s is cut off: its chunks have %,d of %,d bytes"
                    .formatted(manifest.getVersion(), file.position(), file.limit()));
        }
        requireHash(file.array());
        return file.array();
    }

    private ByteBuffer chunk(int index) throws BrokenReleaseException {
        byte[] value = chunks.get(WeightsKeys.chunk(manifest.getVersion(), index));
        if (value == null) {
            throw broken(index, " is missing");
        }
        try {
            return values.decode(WireFormat.WEIGHTS_CHUNK, value).getBytes();
        } catch (WireFormatException e) {
            throw broken(index, ": " + e.getMessage());
        }
    }

    private BrokenReleaseException broken(int index, String why) {
        return new BrokenReleaseException("chunk %d of %d of release %s%s"
                .formatted(index, manifest.getChunkCount(), manifest.getVersion(), why));
    }

    private void requireHash(byte[] file) throws BrokenReleaseException {
        String found = sha256(file);
        if (!found.equals(manifest.getSha256())) {
            throw new BrokenReleaseException("release %s has the hash %s, its manifest says %s"
                    .formatted(manifest.getVersion(), found, manifest.getSha256()));
        }
    }
}
