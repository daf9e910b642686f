package io.digitstream.trainer.publishing;

import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.ReleaseSignature;
import io.digitstream.schemas.WeightsChunk;
import io.digitstream.schemas.WeightsFile;
import io.digitstream.schemas.WeightsRelease;
import java.security.PrivateKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A release as it goes onto the topic of weights: its file, and the manifest that describes it. Immutable. */
public final class OutgoingRelease {
    private final WeightsRelease manifest;
    private final byte[] file;

    private OutgoingRelease(WeightsRelease manifest, byte[] file) {
        this.manifest = manifest;
        this.file = file;
    }

    /**
     * Of a release in memory.
     *
     * @param now when it was made, if it does not say itself
     */
    public static OutgoingRelease of(Release release, Instant now) {
        return of(release, release.write(), now);
    }

    /**
     * Of a release's file, which is published byte for byte.
     *
     * @param now when it was made, if it does not say itself
     * @throws InvalidWeightsException if it is no release that this version takes
     */
    public static OutgoingRelease read(byte[] file, Instant now) throws InvalidWeightsException {
        return of(Release.read(file), file.clone(), now);
    }

    private static OutgoingRelease of(Release release, byte[] file, Instant now) {
        List<WeightsChunk> chunks = WeightsFile.cut(release.version(), file);
        WeightsRelease manifest = WeightsRelease.newBuilder()
                .setVersion(release.version())
                .setFingerprint(release.networks().fingerprint())
                .setCreatedAt(created(release.note("created"), now))
                .setSize(file.length)
                .setChunkCount(chunks.size())
                .setChunkSize(WeightsFile.CHUNK_BYTES)
                .setSha256(WeightsFile.sha256(file))
                .setParent(release.note("parent"))
                .setMetadata(release.description())
                .build();
        return new OutgoingRelease(manifest, file);
    }

    private static Instant created(@Nullable String note, Instant otherwise) {
        try {
            return note == null ? otherwise : Instant.parse(note);
        } catch (DateTimeException e) {
            // A note is for people, who may write anything there.
            return otherwise;
        }
    }

    /** The same with a signature over the file's hash. */
    public OutgoingRelease signed(PrivateKey key) {
        WeightsRelease signed = WeightsRelease.newBuilder(manifest)
                .setSignature(ReleaseSignature.sign(manifest.getSha256(), key))
                .build();
        return new OutgoingRelease(signed, file);
    }

    public String version() {
        return manifest.getVersion();
    }

    /** A copy. */
    public WeightsRelease manifest() {
        return WeightsRelease.newBuilder(manifest).build();
    }

    /** The file in pieces, in order. */
    List<WeightsChunk> chunks() {
        return WeightsFile.cut(version(), file);
    }
}
