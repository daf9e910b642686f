package io.digitstream.application.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a schema registry serves Confluent's API. Immutable; its text form shows no password.
 *
 * @param base without a slash at the end, and without user and password
 * @param credentials {@code user:password}, where the registry wants them
 */
public record RegistryAddress(URI base, Optional<String> credentials) {
    /**
     * Of a URL as people write it, {@code https://user:password@registry:8081}; Apicurio serves Confluent's API under
     * {@code /apis/ccompat/v7}.
     *
     * @throws IllegalArgumentException if it is none; the message shows no password
     */
    public static RegistryAddress of(String url) {
        try {
            URI uri = new URI(url.strip().replaceAll("/+$", ""));
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
                URI base = new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null);
                return new RegistryAddress(base, Optional.ofNullable(uri.getUserInfo()));
            }
        } catch (URISyntaxException e) {
            // Said below; its own message would repeat the password.
        }
        throw new IllegalArgumentException(
                "expected the URL of a schema registry, such as http://registry:8081 or http://registry:8080/apis/ccompat/v7");
    }

    /** What the header Authorization must say, if it must. */
    Optional<String> authorization() {
        return credentials.map(
                text -> "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
