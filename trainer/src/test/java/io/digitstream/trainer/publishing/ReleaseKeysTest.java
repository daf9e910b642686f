package io.digitstream.trainer.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.digitstream.schemas.ReleaseSignature;
import io.digitstream.schemas.WeightsRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReleaseKeysTest {
    private final Path folder;
    private final ReleaseKeys keys;

    ReleaseKeysTest(@TempDir Path folder) {
        this.folder = folder;
        this.keys = ReleaseKeys.in(folder.resolve("a/b"));
    }

    @Test
    void whatOneKeySignsTheOtherKnows() throws IOException {
        keys.create();

        WeightsRelease manifest = SomeReleases.manifest("a");
        manifest.setSignature(ReleaseSignature.sign(manifest.getSha256(), ReleaseKeys.readPrivate(keys.privateKey())));
        PublicKey publicKey = ReleaseSignature.publicKey(Files.readString(keys.publicKey()));
        assertThatCode(() -> ReleaseSignature.require(manifest, publicKey)).doesNotThrowAnyException();
    }

    @Test
    void writesThemAsOpenSslDoes() throws IOException {
        keys.create();

        assertThat(Files.readString(keys.privateKey()))
                .matches("-----BEGIN PRIVATE KEY-----\n[A-Za-z0-9+/=]{64}\n-----END PRIVATE KEY-----\n");
        assertThat(Files.readString(keys.publicKey()))
                .matches("-----BEGIN PUBLIC KEY-----\n[A-Za-z0-9+/=]{60}\n-----END PUBLIC KEY-----\n");
    }

    @Test
    void nobodyElseCanReadThePrivateKey() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        keys.create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.privateKey())))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"release-key.pem", "release-key.pub.pem"})
    void overwritesNoKey(String there) throws IOException {
        Path file = folder.resolve(there);
        Files.writeString(file, "precious");

        assertThatThrownBy(() -> ReleaseKeys.in(folder).create())
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is there already: a key that releases are signed with is not overwritten");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(folder)) {
            assertThat(files).as("nothing beside it").containsExactly(file);
        }
        assertThat(file).hasContent("precious");
    }

    @Test
    void saysThatAFileIsNoPrivateKey() throws IOException {
        keys.create();
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28, 0});

        assertThatThrownBy(() -> ReleaseKeys.readPrivate(keys.publicKey()))
                .isInstanceOf(IOException.class)
                .hasMessage(keys.publicKey() + ": expected a PEM file with -----BEGIN PRIVATE KEY-----");
        assertThatThrownBy(() -> ReleaseKeys.readPrivate(binary))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(binary + ": ");
    }

    @Test
    void doesNotShowAKeyThatItCannotRead() throws IOException {
        Path file = folder.resolve("broken.pem");
        Files.write(file, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----".getBytes(UTF_8));

        assertThatThrownBy(() -> ReleaseKeys.readPrivate(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": expected an Ed25519 private key");
    }

    @Test
    void saysThatAKeyIsMissing() {
        assertThatThrownBy(() -> ReleaseKeys.readPrivate(folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
