package io.digitstream.standalone.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may see the page. With a token: who knows it, or has the cookie that it was exchanged for. Without: whoever asks for it by
 * an address or by a name without a domain, such as {@code localhost}, so that no other site can, under a name of its own that
 * it points here. Immutable.
 */
public final class PageAccess {
    static final String COOKIE = "digitstream";
    private static final Pattern NO_DOMAIN = Pattern.compile("([\\w-]+|\\d+(\\.\\d+){3}|\\[[\\da-f:.]+])(:\\d+)?");
    private static final String BEARER = "Bearer ";

    private final @Nullable String token;
    private final String session;

    private PageAccess(@Nullable String token) {
        this.token = token;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.session = HexFormat.of().formatHex(random);
    }

    /** For those who know the token. */
    public static PageAccess byToken(String token) {
        return new PageAccess(token);
    }

    /** For everybody who reaches the port. */
    public static PageAccess open() {
        return new PageAccess(null);
    }

    /** @param host the header of that name: a name and perhaps a port */
    boolean isFor(@Nullable String host) {
        return token != null || (host != null && NO_DOMAIN.matcher(host).matches());
    }

    /**
     * Whether a request may go on.
     *
     * @param authorization the header of that name
     * @param cookie the value of {@link #COOKIE}
     */
    boolean admits(@Nullable String authorization, @Nullable String cookie) {
        return token == null
                || same(session, cookie)
                || (authorization != null
                        && authorization.startsWith(BEARER)
                        && isToken(authorization.substring(BEARER.length())));
    }

    boolean isToken(@Nullable String said) {
        return token != null && same(token, said);
    }

    /** What the token is exchanged for: it says nothing about the token, and ends with this process. */
    String session() {
        return session;
    }

    /** Takes as long whatever is said. */
    private static boolean same(String right, @Nullable String said) {
        return said != null
                && MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
    }
}
