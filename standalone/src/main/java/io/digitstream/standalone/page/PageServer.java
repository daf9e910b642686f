package io.digitstream.standalone.page;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.ConnectionException;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Photo;
import io.digitstream.standalone.page.feed.Sight;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The page's HTTP server: files, what is known, what is new, and what people give. Thread-safe. */
public final class PageServer implements AutoCloseable {
    private static final String FILES = "/io/digitstream/standalone/page";
    private static final int SHOWN_AT_FIRST = 24;
    private static final int REVIEWED = 20;
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final Page page;
    private final PageAccess access;
    private final News news;
    private final Javalin server;
    private final ObjectMapper json = new ObjectMapper();

    private PageServer(Page page, PageAccess access, InstantSource clock) {
        this.page = page;
        this.access = access;
        this.news = new News(page, clock);
        this.server = Javalin.create(this::configure);
    }

    /**
     * Starts the page; it shows the system as soon as its broker answers.
     *
     * @throws IOException if the port cannot be opened, or the connection makes no sense
     */
    public static PageServer start(Connection connection, PageAccess access, String host, int port) throws IOException {
        InstantSource clock = InstantSource.system();
        Page page = new Page(connection, clock);
        PageServer server = new PageServer(page, access, clock);
        try {
            server.server.start(host, port);
            return server;
        } catch (JavalinException e) {
            server.close();
            throw new IOException("the page cannot be served at %s:%d: is the port taken?".formatted(host, port), e);
        }
    }

    public int port() {
        return server.port();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = ImageLimits.DEFAULT.maxBytes();
        config.jsonMapper(new JavalinJackson(json, false));
        config.staticFiles.add(FILES, Location.CLASSPATH);
        config.routes.before(this::guard);
        config.routes.get("/login", context -> file(context, "login.html"));
        config.routes.post("/login", this::logIn);
        config.routes.get("/health/live", context -> context.result("live"));
        config.routes.get("/health/ready", this::ready);
        config.routes.sse("/api/stream", news::tell);
        config.routes.get(
                "/api/sights", context -> context.json(views(page.sights().after(-1, SHOWN_AT_FIRST))));
        config.routes.get("/api/images/{id}", this::image);
        config.routes.post("/api/images", this::take);
        config.routes.get("/api/review", this::review);
        config.routes.post("/api/labels", this::label);
        config.routes.get("/api/releases", context -> context.json(Answers.Releases.of(page)));
        config.routes.exception(
                ConnectionException.class, (e, context) -> problem(context, 503, String.valueOf(e.getMessage())));
        config.routes.exception(
                IllegalArgumentException.class, (e, context) -> problem(context, 400, String.valueOf(e.getMessage())));
        config.routes.exception(JsonMappingException.class, (e, context) -> problem(context, 400, "No such request."));
    }

    private void guard(Context context) {
        context.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache");
        String path = context.path();
        if (!access.isFor(context.header("Host"))) {
            refuse(context, 403, "This page answers to localhost only.");
        } else if (isForEverybody(path)) {
            return;
        } else if (!access.admits(context.header("Authorization"), context.cookie(PageAccess.COOKIE))) {
            if (path.equals("/")) {
                context.redirect("login");
                context.skipRemainingHandlers();
            } else {
                refuse(context, 401, "A token is needed.");
            }
        } else if (context.method().name().equals("POST") && context.header("X-Digitstream") == null) {
            // Other sites cannot set it without asking first, and are told nothing when they ask.
            refuse(context, 403, "Only this page may do that.");
        }
    }

    private static boolean isForEverybody(String path) {
        return path.startsWith("/health/")
                || List.of("/login", "/page.css", "/icon.svg").contains(path);
    }

    private static void refuse(Context context, int status, String problem) {
        problem(context, status, problem);
        context.skipRemainingHandlers();
    }

    private static void problem(Context context, int status, String problem) {
        context.status(status).json(new Answers.Problem(problem));
    }

    private void logIn(Context context) {
        if (!access.isToken(context.formParam("token"))) {
            context.redirect("login", HttpStatus.SEE_OTHER);
            return;
        }
        Cookie cookie = new Cookie(PageAccess.COOKIE, access.session());
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.STRICT);
        context.cookie(cookie);
        context.redirect("./", HttpStatus.SEE_OTHER);
    }

    private static void file(Context context, String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PageServer.class.getResourceAsStream(FILES + "/" + name), name)) {
            context.contentType("text/html; charset=utf-8").result(in.readAllBytes());
        }
    }

    private void ready(Context context) {
        context.status(page.trouble().isEmpty() ? 200 : 503)
                .result(page.trouble().orElse("ready"));
    }

    private void image(Context context) {
        long id = context.pathParamAsClass("id", Long.class).get();
        Sight sight = page.sights()
                .find(id)
                .or(() -> page.queue().find(id))
                .orElseThrow(() -> new IllegalArgumentException("This image is not kept any more."));
        try {
            context.header("Cache-Control", "private, max-age=3600")
                    .contentType("image/png")
                    .result(Thumbnail.of(sight));
        } catch (ImageRejectedException e) {
            problem(context, 415, String.valueOf(e.getMessage()));
        }
    }

    /** Takes what can be read alone: a person who drops a file waits for an answer. */
    private void take(Context context) throws ConnectionException, InterruptedException {
        byte[] file = context.bodyAsBytes();
        try {
            Photo.open(file, ImageLimits.DEFAULT).close();
        } catch (ImageRejectedException e) {
            problem(context, 415, "It cannot be read: " + e.getMessage() + ".");
            return;
        }
        String key = name(context) + "-" + UUID.randomUUID().toString().substring(0, 8);
        page.send(key, file);
        context.json(new Answers.Sent(key));
    }

    private static String name(Context context) {
        String name = Objects.requireNonNullElse(context.queryParam("name"), "")
                .replaceAll("\\.[^.]*$", "")
                .replaceAll("[^\\p{L}\\p{N}_-]+", "-");
        return name.isEmpty() ? "dropped" : name.substring(0, Math.min(name.length(), 60));
    }

    private void review(Context context) {
        boolean sureToo = Boolean.parseBoolean(context.queryParam("sure"));
        context.json(views(page.queue().first(REVIEWED, sureToo)));
    }

    private static List<SightView> views(List<Sight> sights) {
        return sights.stream().map(SightView::of).toList();
    }

    private void label(Context context) throws IOException, InterruptedException {
        Answers.Label label = json.readValue(context.bodyAsBytes(), Answers.Label.class);
        Sight sight = page.queue()
                .find(label.id())
                .orElseThrow(() -> new IllegalArgumentException("This image is not kept any more."));
        page.label(sight, Objects.requireNonNullElse(label.label(), ""));
        context.json(new Answers.Sent(Objects.requireNonNullElse(sight.key(), "")));
    }

    @Override
    public void close() {
        news.close();
        server.stop();
        page.close();
    }
}
