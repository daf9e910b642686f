package io.digitstream.standalone.torture;

import io.digitstream.application.lifecycle.Closer;
import io.digitstream.standalone.processes.ProcessorProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A processor that much is done to, and that is looked after. One thread. */
final class Patient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration LONGEST_START = Duration.ofMinutes(10);
    private static final Duration LONGEST_STUCK = Duration.ofMinutes(10);
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int SILENT = 0;

    /** For one that starts often and never lives long; to touch all of its heap would take it a second. */
    private static final List<String> OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms256m", "-Xmx256m", "-XX:-AlwaysPreTouch");

    private final ProcessorProcess processor;
    private final @Nullable SmallDisk disk;
    private final String health;
    private final HttpClient client = HttpClient.newHttpClient();

    private Patient(ProcessorProcess processor, @Nullable SmallDisk disk, int port) {
        this.processor = processor;
        this.disk = disk;
        this.health = "http://127.0.0.1:" + port + "/health/";
    }

    /**
     * Starts one, its state on a disk of its own if that can be had.
     *
     * @param classes as {@link #archiveClasses} left them
     */
    static Patient admit(Path root, String name, String servers, Map<String, String> settings, Path classes)
            throws IOException {
        SmallDisk disk = null;
        if (SmallDisk.isPossible()) {
            disk = new SmallDisk(Files.createDirectories(ProcessorProcess.state(root.resolve(name))));
        }
        try {
            return start(root, name, servers, settings, "-XX:SharedArchiveFile=" + classes, disk);
        } catch (IOException | RuntimeException | Error e) {
            if (disk != null) {
                Closer.closeAfter(e, disk);
            }
            throw e;
        }
    }

    /** Leaves what a processor has loaded in a file, so that others start sooner: two seconds of six on a machine of two cores. */
    static void archiveClasses(Path root, String servers, Map<String, String> settings, Path classes)
            throws IOException, InterruptedException {
        try (Patient first = start(root, "archive", servers, settings, "-XX:ArchiveClassesAtExit=" + classes, null)) {
            long end = System.nanoTime() + LONGEST_START.toNanos();
            while (!first.isReady()) {
                if (System.nanoTime() > end) {
                    throw new IOException("a processor does not start; its last words:\n"
                            + first.processor.java().lastLines());
                }
                Thread.sleep(PATIENCE.toMillis());
            }
            first.processor.java().stop();
        }
    }

    private static Patient start(
            Path root,
            String name,
            String servers,
            Map<String, String> settings,
            String sharing,
            @Nullable SmallDisk disk)
            throws IOException {
        int port = freePort();
        Map<String, String> all = new HashMap<>(settings);
        all.put("metrics.host", "127.0.0.1");
        all.put("metrics.port", Integer.toString(port));
        List<String> options =
                Stream.concat(OPTIONS.stream(), Stream.of(sharing)).toList();
        return new Patient(
                ProcessorProcess.start(root, name, servers, all, options, UnreliableProcessor.class), disk, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    ProcessorProcess processor() {
        return processor;
    }

    /** For a while, and at least once, its engine does not do what it should. */
    void misbehave(UnreliableEngine.Mood mood, Duration time) throws IOException, InterruptedException {
        Path felt = UnreliableEngine.felt(mood());
        Files.deleteIfExists(felt);
        UnreliableEngine.tell(mood(), mood);
        Thread.sleep(time.toMillis());
        long end = System.nanoTime() + LONGEST_STUCK.toNanos();
        while (!Files.exists(felt)) {
            if (System.nanoTime() > end) {
                throw new IOException("an engine that should be %s is not used".formatted(mood));
            }
            Thread.sleep(PATIENCE.toMillis());
            if (attend()) {
                UnreliableEngine.tell(mood(), mood);
            }
        }
        Files.deleteIfExists(mood());
    }

    /** Its engine does not come back, until somebody sees it. */
    void getStuck() throws IOException, InterruptedException {
        UnreliableEngine.tell(mood(), UnreliableEngine.Mood.STUCK);
        long end = System.nanoTime() + LONGEST_STUCK.toNanos();
        while (!attend()) {
            if (System.nanoTime() > end) {
                throw new IOException("an engine is stuck, and its processor does not say so");
            }
            Thread.sleep(PATIENCE.toMillis());
        }
    }

    private Path mood() {
        return processor.folder().resolve("mood");
    }

    /** For a while not a byte more fits beside its state. */
    void fillDisk(Duration time) throws IOException, InterruptedException {
        if (disk != null) {
            disk.fill();
            Thread.sleep(time.toMillis());
            disk.free();
        }
    }

    /**
     * Starts it again if it has ended, or says that it cannot go on.
     *
     * @return whether that had to be done
     */
    boolean attend() throws IOException, InterruptedException {
        if (processor.java().isAlive() && !isBeyondHelp()) {
            return false;
        }
        processor.java().kill();
        Files.deleteIfExists(mood());
        processor.java().restart();
        return true;
    }

    private boolean isReady() throws InterruptedException {
        return ask("ready") == OK;
    }

    /** One that starts, or stands still, says nothing. */
    private boolean isBeyondHelp() throws InterruptedException {
        return ask("live") == UNAVAILABLE;
    }

    private int ask(String what) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(health + what))
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return SILENT;
        }
    }

    @Override
    public void close() {
        try (disk) {
            processor.close();
        }
    }
}
