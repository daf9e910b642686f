package io.digitstream.processor.weights;

import io.digitstream.recognizer.engine.GoldenProof;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.BrokenReleaseException;
import io.digitstream.schemas.ReleaseSignature;
import io.digitstream.schemas.WeightsFile;
import io.digitstream.schemas.WeightsRelease;
import java.security.PublicKey;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a release from the topic must pass before images are read with it. Immutable.
 *
 * @param key of those who may make releases; without one, anybody may who can write to the topic
 * @param opening puts a release to work
 */
record ReleaseCheck(Optional<PublicKey> key, Function<Release, Recognizer> opening) {
    /**
     * Checks size, completeness, hash, signature, contents and version of a release, puts it to work, and has it read its
     * golden images, which warms it up.
     *
     * @return the release at work; the caller closes it
     * @throws BrokenReleaseException that names the first check which failed; nothing is left open then
     */
    Recognizer pass(WeightsRelease manifest, WeightsFile file) throws BrokenReleaseException {
        try {
            return proven(release(manifest, file));
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new BrokenReleaseException("release " + manifest.getVersion() + " cannot be put to work: " + e, e);
        }
    }

    private Release release(WeightsRelease manifest, WeightsFile file) throws BrokenReleaseException {
        byte[] bytes = file.join(Release.MAX_BYTES);
        if (key.isPresent()) {
            ReleaseSignature.require(manifest, key.get());
        }
        Release release = read(manifest, bytes);
        if (!release.version().equals(manifest.getVersion())) {
            throw new BrokenReleaseException(
                    "the file of release %s is that of release %s".formatted(manifest.getVersion(), release.version()));
        }
        if (release.golden().isEmpty()) {
            throw new BrokenReleaseException(
                    "release " + release.version() + " carries no golden images to prove itself by");
        }
        return release;
    }

    private static Release read(WeightsRelease manifest, byte[] bytes) throws BrokenReleaseException {
        try {
            return Release.read(bytes);
        } catch (InvalidWeightsException e) {
            throw new BrokenReleaseException("release " + manifest.getVersion() + ": " + e.getMessage(), e);
        }
    }

    private Recognizer proven(Release release) throws BrokenReleaseException {
        Recognizer recognizer = opening.apply(release);
        boolean passed = false;
        try {
            GoldenProof proof = GoldenProof.of(recognizer, release.golden());
            if (!proof.holds()) {
                throw new BrokenReleaseException("release %s reads %d of its %d golden images"
                        .formatted(release.version(), proof.right(), proof.images()));
            }
            passed = true;
            return recognizer;
        } finally {
            if (!passed) {
                recognizer.close();
            }
        }
    }
}
