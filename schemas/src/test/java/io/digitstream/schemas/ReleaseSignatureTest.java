package io.digitstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseSignatureTest {
    /** The first test vector of RFC 8032, section 7.1, in the wrapping of RFC 8410. */
    private static final String PRIVATE = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            """;

    private static final String PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
            -----END PUBLIC KEY-----
            """;

    private static final String OTHER_PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=
            -----END PUBLIC KEY-----
            """;

    private final PrivateKey privateKey = ReleaseSignature.privateKey(PRIVATE);
    private final PublicKey publicKey = ReleaseSignature.publicKey(PUBLIC);
    private final WeightsRelease manifest = Samples.weightsRelease();

    @Test
    void knowsItsOwnSignature() {
        ByteBuffer signature = ReleaseSignature.sign(manifest.getSha256(), privateKey);
        manifest.setSignature(signature);

        assertThat(signature.remaining()).isEqualTo(64);
        assertThatCode(() -> ReleaseSignature.require(manifest, publicKey)).doesNotThrowAnyException();
        assertThatCode(() -> ReleaseSignature.require(manifest, publicKey))
                .as("again")
                .doesNotThrowAnyException();
    }

    @Test
    void refusesWhatIsNotSigned() {
        manifest.setSignature(null);

        assertRefused("release 2026-03-01.1 is not signed, and a public key is configured");
    }

    @Test
    void refusesTheSignatureOfAnotherFile() {
        manifest.setSignature(ReleaseSignature.sign("cd".repeat(32), privateKey));

        assertRefused("the signature of release 2026-03-01.1 was not made with the configured key");
    }

    @Test
    void refusesTheSignatureOfAnotherKey() {
        manifest.setSignature(ReleaseSignature.sign(manifest.getSha256(), privateKey));

        assertThatThrownBy(() -> ReleaseSignature.require(manifest, ReleaseSignature.publicKey(OTHER_PUBLIC)))
                .isInstanceOf(BrokenReleaseException.class)
                .hasMessageEndingWith("was not made with the configured key");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 1_000})
    void refusesWhatIsNoSignature(int length) {
        manifest.setSignature(ByteBuffer.allocate(length));

        assertRefused("the signature of release 2026-03-01.1 was not made with the configured key");
    }

    @Test
    void refusesASignatureOverAHashThatIsNone() {
        manifest.setSignature(ReleaseSignature.sign(manifest.getSha256(), privateKey));
        manifest.setSha256("not hexadecimal");

        assertRefused("the signature of release 2026-03-01.1 was not made with the configured key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----"})
    void saysThatAKeyIsNone(String pem) {
        assertThatIllegalArgumentException().isThrownBy(() -> ReleaseSignature.privateKey(pem));
        assertThatIllegalArgumentException().isThrownBy(() -> ReleaseSignature.publicKey(pem));
    }

    @Test
    void doesNotTakeOneKindOfKeyForTheOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReleaseSignature.publicKey(PRIVATE))
                .withMessageContaining("BEGIN PUBLIC KEY");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReleaseSignature.privateKey(PUBLIC))
                .withMessageNotContaining("MCow");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> ReleaseSignature.require(manifest, publicKey))
                .isInstanceOf(BrokenReleaseException.class)
                .hasMessage(message);
    }
}
