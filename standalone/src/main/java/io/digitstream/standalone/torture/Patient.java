package io.digitstream.standalone.torture;

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
import org.jspecify.annotations.Nullable;

/** A processor that much is done to, and that is looked after. One thread. */
final class Patient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration LONGEST_STUCK = Duration.ofMinutes(3);
    private static final int UNAVAILABLE = 503;
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final ProcessorProcess processor;
    private final @Nullable SmallDisk disk;
    private final HttpRequest pulse;
    private final HttpClient client = HttpClient.newHttpClient();

    private Patient(ProcessorProcess processor, @Nullable SmallDisk disk, int port) {
        this.processor = processor;
        this.disk = disk;
        this.pulse = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/live"))
                .timeout(PATIENCE)
                .build();
    }

    /** Starts one, its state on a disk of its own if that can be had. */
    static Patient admit(Path root, String name, String bootstrapServers, Map<String, String> settings)
            throws IOException {
        SmallDisk disk = null;
        if (SmallDisk.isPossible()) {
            disk = new SmallDisk(Files.createDirectories(ProcessorProcess.state(root.resolve(name))));
        }
        int port = freePort();
        Map<String, String> all = new HashMap<>(settings);
        all.put("metrics.host", "127.0.0.1");
        all.put("metrics.port", Integer.toString(port));
        return new Patient(
                ProcessorProcess.start(root, name, bootstrapServers, all, OPTIONS, UnreliableProcessor.class),
                disk,
                port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    ProcessorProcess processor() {
        return processor;
    }

    /** For a while its engine does not do what it should. */
    void misbehave(UnreliableEngine.Mood mood, Duration time) throws IOException, InterruptedException {
        Files.writeString(mood(), mood.name());
        Thread.sleep(time.toMillis());
        Files.delete(mood());
    }

    /** Its engine does not come back, until somebody sees it. */
    void getStuck() throws IOException, InterruptedException {
        Files.writeString(mood(), UnreliableEngine.Mood.STUCK.name());
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

    /** One that starts, or stands still, says nothing. */
    private boolean isBeyondHelp() throws InterruptedException {
        try {
            return client.send(pulse, BodyHandlers.discarding()).statusCode() == UNAVAILABLE;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        processor.close();
        if (disk != null) {
            disk.close();
        }
    }
}
