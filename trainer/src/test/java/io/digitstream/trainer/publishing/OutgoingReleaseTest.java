package io.digitstream.trainer.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.BrokenReleaseException;
import io.digitstream.schemas.ReleaseSignature;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WeightsFile;
import io.digitstream.schemas.WeightsKeys;
import io.digitstream.schemas.WeightsRelease;
import io.digitstream.schemas.WireFormat;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutgoingReleaseTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final Release RELEASE = SomeReleases.release(
            1, Map.of("created", "2026-11-24T22:19:06Z", "parent", "formula-00000000", "validation", "0.9 of 10"));

    @Test
    void describesTheRelease() {
        WeightsRelease manifest = OutgoingRelease.of(RELEASE, NOW).manifest();

        assertThat(manifest.getVersion()).isEqualTo(RELEASE.version());
        assertThat(manifest.getFingerprint()).isEqualTo(RELEASE.networks().fingerprint());
        assertThat(manifest.getCreatedAt()).isEqualTo(Instant.parse("2026-11-24T22:19:06Z"));
        assertThat(manifest.getParent()).isEqualTo("formula-00000000");
        assertThat(manifest.getMetadata()).isEqualTo(RELEASE.metadata());
        assertThat(manifest.getSignature()).isNull();
    }

    @Test
    void itsChunksAreTheFileThatTheManifestDescribes() throws BrokenReleaseException {
        OutgoingRelease release = OutgoingRelease.of(RELEASE, NOW);

        assertThat(release.chunks()).hasSizeGreaterThan(2);
        assertThat(joined(release)).isEqualTo(RELEASE.write());
    }

    @Test
    void aFileIsPublishedByteForByte() throws InvalidWeightsException, BrokenReleaseException {
        byte[] file = RELEASE.write();
        OutgoingRelease release = OutgoingRelease.read(file, NOW);
        byte[] before = file.clone();
        file[file.length - 1] ^= 1;

        assertThat(release.version()).isEqualTo(RELEASE.version());
        assertThat(joined(release)).isEqualTo(before);
    }

    @Test
    void refusesAFileThatIsNoRelease() {
        assertThatThrownBy(() -> OutgoingRelease.read("no release".getBytes(UTF_8), NOW))
                .isInstanceOf(InvalidWeightsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-11-24"})
    void aReleaseThatDoesNotSayWhenItWasMadeIsMadeNow(String created) {
        Release release = SomeReleases.release(1, Map.of("created", created));
        assertThat(OutgoingRelease.of(release, NOW).manifest().getCreatedAt()).isEqualTo(NOW);
    }

    @Test
    void aReleaseWithoutOriginHasNoParent() {
        WeightsRelease manifest =
                OutgoingRelease.of(SomeReleases.release(1, Map.of()), NOW).manifest();
        assertThat(manifest.getParent()).isNull();
        assertThat(manifest.getCreatedAt()).isEqualTo(NOW);
    }

    @Test
    void doesNotRepeatWhatIsLarge() {
        Map<String, String> notes = new HashMap<>();
        notes.put("golden.000", "7 - " + "AAAA".repeat(1_000));
        notes.put("gold", "stays");
        Release release = SomeReleases.release(1, notes);

        assertThat(OutgoingRelease.of(release, NOW).manifest().getMetadata())
                .doesNotContainKey("golden.000")
                .containsEntry("gold", "stays")
                .containsEntry("name", "formula");
    }

    @Test
    void isSignedIfAsked() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        OutgoingRelease release = OutgoingRelease.of(RELEASE, NOW);
        OutgoingRelease signed = release.signed(pair.getPrivate());

        assertThatCode(() -> ReleaseSignature.require(signed.manifest(), pair.getPublic()))
                .doesNotThrowAnyException();
        assertThat(release.manifest().getSignature()).isNull();
    }

    private static byte[] joined(OutgoingRelease release) throws BrokenReleaseException {
        WeightsFile file = new WeightsFile(TopicValues.singleObject(), release.manifest());
        release.chunks()
                .forEach(chunk -> file.add(
                        WeightsKeys.chunk(release.version(), chunk.getIndex()),
                        WireFormat.WEIGHTS_CHUNK.encode(chunk)));
        return file.join(Release.MAX_BYTES);
    }
}
