package io.digitstream.schemas;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Who made a release: an Ed25519 signature (RFC 8032) over the 32 bytes of its file's SHA-256. Keys stand in PEM files as
 * OpenSSL writes them ({@code openssl genpkey -algorithm ed25519}). Stateless.
 */
public final class ReleaseSignature {
    private static final String ALGORITHM = "Ed25519";

    private ReleaseSignature() {}

    /**
     * A key to sign with.
     *
     * @param pem {@code PRIVATE KEY}, PKCS 8
     * @throws IllegalArgumentException if it is no such key; the message does not show it
     */
    public static PrivateKey privateKey(String pem) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(body(pem, "PRIVATE KEY")));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("expected an Ed25519 private key", e);
        }
    }

    /**
     * A key to check with.
     *
     * @param pem {@code PUBLIC KEY}, X.509
     * @throws IllegalArgumentException if it is no such key
     */
    public static PublicKey publicKey(String pem) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(body(pem, "PUBLIC KEY")));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("expected an Ed25519 public key", e);
        }
    }

    private static byte[] body(String pem, String kind) {
        String begin = "-----BEGIN " + kind + "-----";
        String end = "-----END " + kind + "-----";
        int start = pem.indexOf(begin);
        int stop = pem.indexOf(end);
        if (start < 0 || stop < start) {
            throw new IllegalArgumentException("expected a PEM file with " + begin);
        }
        return Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), stop));
    }

    /** 64 bytes for {@link WeightsRelease#getSignature()}. */
    public static ByteBuffer sign(String sha256, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(HexFormat.of().parseHex(sha256));
            return ByteBuffer.wrap(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime signs with Ed25519", e);
        }
    }

    /**
     * Checks who made a release. That its file has the hash which the manifest states is checked by {@link WeightsFile#join}.
     *
     * @throws BrokenReleaseException if the manifest has no signature, or one that this key did not make
     */
    public static void require(WeightsRelease manifest, PublicKey key) throws BrokenReleaseException {
        ByteBuffer signature = manifest.getSignature();
        if (signature == null) {
            throw new BrokenReleaseException(
                    "release " + manifest.getVersion() + " is not signed, and a public key is configured");
        }
        byte[] bytes = new byte[signature.remaining()];
        signature.duplicate().get(bytes);
        if (!isBy(key, manifest.getSha256(), bytes)) {
            throw new BrokenReleaseException(
                    "the signature of release " + manifest.getVersion() + " was not made with the configured key");
        }
    }

    private static boolean isBy(PublicKey key, String sha256, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(HexFormat.of().parseHex(sha256));
            return signature.verify(bytes);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Not 64 bytes, no point of the curve, no hash: whatever it is, the key did not make it.
            return false;
        }
    }
}
