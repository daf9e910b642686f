package io.digitstream.standalone.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.ConnectionException;
import io.digitstream.application.endpoint.Health;
import io.digitstream.application.lifecycle.Closer;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Photo;
import io.digitstream.standalone.page.feed.Sight;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;

/** The page's HTTP server: files, what is known, what is new, and what people give. Thread-safe. */
public final class PageServer implements AutoCloseable {
    private static final String FILES = "/io/digitstream/standalone/page/files";
    private static final int SHOWN_AT_FIRST = 24;
    private static final int MOST_REVIEWED = 1_000;
    private static final String TOO_LARGE = "It is larger than %d MB.".formatted(ImageLimits.DEFAULT.maxBytes() >> 20);
    /** Of Prometheus. */
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final Closer closer = new Closer();
    private final Page page;
    private final PageAccess access;
    private final News news;
    private final Javalin server;
    private final ObjectMapper json = new ObjectMapper();

    private PageServer(Connection connection, PageAccess access, InstantSource clock) throws ConnectionException {
        this.access = access;
        try {
            page = closer.add(new Page(connection, clock));
            news = closer.add(new News(page, clock));
            server = Javalin.create(this::configure);
            closer.add(server::stop);
            // Once more: pages that are open would hold up the server's end.
            closer.add(news);
        } catch (ConnectionException | RuntimeException | Error e) {
            Closer.closeAfter(e, closer);
            throw e;
        }
    }

    /**
     * Starts the page; it shows the system as soon as its broker answers.
     *
     * @throws IOException if the port cannot be opened, or the connection makes no sense
     */
    public static PageServer start(Connection connection, PageAccess access, String host, int port) throws IOException {
        PageServer server = new PageServer(connection, access, InstantSource.system());
        try {
            server.server.start(host, port);
            return server;
        } catch (JavalinException e) {
            Closer.closeAfter(e, server);
            throw new IOException("the page cannot be served at %s:%d: is the port taken?".formatted(host, port), e);
        } catch (RuntimeException | Error e) {
            Closer.closeAfter(e, server);
            throw e;
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
        new Door(access, FILES).addTo(config.routes);
        config.routes.get(
                "/health/live", context -> health(context, page.health().live()));
        config.routes.get(
                "/health/ready", context -> health(context, page.health().ready()));
        config.routes.get(
                "/metrics",
                context ->
                        context.contentType(TEXT_FORMAT).result(page.metrics().scrape()));
        config.routes.sse("/api/stream", news::tell);
        config.routes.get(
                "/api/sights", context -> context.json(views(page.sights().after(-1, SHOWN_AT_FIRST))));
        config.routes.get(
                "/api/answers/{key}",
                context -> context.json(
                        views(page.answer(context.pathParam("key")).stream().toList())));
        config.routes.get("/api/images/{id}", this::image);
        config.routes.post("/api/images", this::take);
        config.routes.get("/api/review", this::review);
        config.routes.post("/api/labels", this::label);
        config.routes.get("/api/releases", context -> context.json(Answers.Releases.of(page)));
        config.routes.exception(
                ConnectionException.class, (e, context) -> problem(context, 503, String.valueOf(e.getMessage())));
        config.routes.exception(
                IllegalArgumentException.class, (e, context) -> problem(context, 400, String.valueOf(e.getMessage())));
        config.routes.exception(
                NoSuchElementException.class, (e, context) -> problem(context, 404, String.valueOf(e.getMessage())));
        config.routes.error(413, context -> problem(context, 413, TOO_LARGE));
    }

    private static void problem(Context context, int status, String problem) {
        Answers.Problem.answer(context, status, problem);
    }

    private static void health(Context context, Health.Report report) {
        context.status(report.status()).contentType("application/json").result(report.json());
    }

    private static NoSuchElementException gone() {
        return new NoSuchElementException("This image is not kept any more.");
    }

    private void image(Context context) {
        long id = context.pathParamAsClass("id", Long.class).get();
        Sight sight = page.find(id).orElseThrow(PageServer::gone);
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
        int count = context.queryParamAsClass("count", Integer.class)
                .check(asked -> asked != null && asked >= 1 && asked <= MOST_REVIEWED, "from 1 to " + MOST_REVIEWED)
                .get();
        context.json(views(page.queue().first(count, sureToo)));
    }

    private static List<SightView> views(List<Sight> sights) {
        return sights.stream().map(SightView::of).toList();
    }

    /** What is no text at all, in any of JSON's encodings, is not a syntax error to Jackson. */
    private Answers.Label parse(byte[] body) {
        try {
            return json.readValue(body, Answers.Label.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("This is no label in JSON.", e);
        }
    }

    private void label(Context context) throws IOException, InterruptedException {
        Answers.Label label = parse(context.bodyAsBytes());
        Sight sight = page.queue().find(label.id()).orElseThrow(PageServer::gone);
        page.label(sight, Objects.requireNonNullElse(label.label(), ""));
        context.json(new Answers.Sent(Objects.requireNonNullElse(sight.key(), "")));
    }

    @Override
    public void close() {
        closer.close();
    }
}
