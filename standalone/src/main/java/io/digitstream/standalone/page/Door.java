package io.digitstream.standalone.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** What each request passes first: headers that keep browsers strict, who may come in, and from where. Thread-safe. */
final class Door {
    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String OWN_HEADER = "X-Digitstream";

    private final PageAccess access;
    private final String files;

    /** @param files where on the class path the page's files are */
    Door(PageAccess access, String files) {
        this.access = access;
        this.files = files;
    }

    void addTo(RoutesConfig routes) {
        routes.before(this::guard);
        routes.get("/login", this::askForToken);
        routes.post("/login", this::logIn);
    }

    private void guard(Context context) {
        context.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache");
        String path = context.path();
        if (!access.isFor(context.header("Host"))) {
            refuse(
                    context,
                    403,
                    "Without a token, this page answers to localhost, addresses, and names without a domain.");
        } else if (isForEverybody(path)) {
            return;
        } else if (!access.admits(context.header("Authorization"), context.cookie(PageAccess.COOKIE))) {
            turnAway(context, path);
        } else if (HandlerType.POST.equals(context.method()) && context.header(OWN_HEADER) == null) {
            // Other sites cannot set it without asking first, and are told nothing when they ask.
            refuse(context, 403, "Only this page may do that.");
        }
    }

    private static boolean isForEverybody(String path) {
        return path.startsWith("/health/")
                || List.of("/login", "/page.css", "/icon.svg").contains(path);
    }

    private static void turnAway(Context context, String path) {
        if (path.equals("/")) {
            context.redirect("login");
            context.skipRemainingHandlers();
        } else {
            refuse(context, 401, "A token is needed.");
        }
    }

    private static void refuse(Context context, int status, String problem) {
        Answers.Problem.answer(context, status, problem);
        context.skipRemainingHandlers();
    }

    private void askForToken(Context context) throws IOException {
        String name = files + "/login.html";
        try (InputStream in = Objects.requireNonNull(Door.class.getResourceAsStream(name), name)) {
            context.contentType("text/html; charset=utf-8").result(in.readAllBytes());
        }
    }

    private void logIn(Context context) {
        if (!access.isToken(context.formParam("token"))) {
            context.redirect("login#wrong", HttpStatus.SEE_OTHER);
            return;
        }
        Cookie cookie = new Cookie(PageAccess.COOKIE, access.session());
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.STRICT);
        context.cookie(cookie);
        context.redirect("./", HttpStatus.SEE_OTHER);
    }
}
