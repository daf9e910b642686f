package io.digitstream.trainer.publishing;

import io.digitstream.schemas.ReleaseSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * The two files of a key pair that releases are signed and checked with.
 *
 * @param privateKey to sign with, a PEM file as OpenSSL writes it
 * @param publicKey to check with, the same
 */
public record ReleaseKeys(Path privateKey, Path publicKey) {
    private static final int PEM_LINE = 64;

    /** In a folder, under their usual names. */
    public static ReleaseKeys in(Path folder) {
        return new ReleaseKeys(folder.resolve("release-key.pem"), folder.resolve("release-key.pub.pem"));
    }

    /**
     * Makes a new pair, and the folder if it is missing. Nobody but their owner can read the private key, where the file
     * system knows owners.
     *
     * @throws IOException if one of the files is there already; then nothing is written
     */
    public void create() throws IOException {
        for (Path file : List.of(privateKey, publicKey)) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(
                        file + " is there already: a key that releases are signed with is not overwritten");
            }
        }
        Path folder = privateKey.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        KeyPair pair = pair();
        write(privateKey, "PRIVATE KEY", pair.getPrivate().getEncoded(), "rw-------");
        write(publicKey, "PUBLIC KEY", pair.getPublic().getEncoded(), "rw-r--r--");
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has Ed25519", e);
        }
    }

    private static void write(Path file, String kind, byte[] key, String permissions) throws IOException {
        String body = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(key);
        String pem = "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind);
        // With its permissions from the first moment on, not only after the key is in it.
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(file, permissions))) {
            channel.write(StandardCharsets.US_ASCII.encode(pem));
        }
    }

    private static FileAttribute<?>[] attributes(Path file, String permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * Reads a private key.
     *
     * @throws IOException if the file cannot be read or is no Ed25519 private key; the message does not show it
     */
    public static PrivateKey readPrivate(Path file) throws IOException {
        try {
            return ReleaseSignature.privateKey(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
