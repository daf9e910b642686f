package io.digitstream.standalone.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program of this class path in a JVM of its own, that can be killed, halted and started again. What it writes goes to a file. One
 * thread.
 */
public final class JavaProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 60;

    /** As in the image: memory that natives free goes back to the system. */
    private static final Map<String, String> MALLOC =
            Map.of("MALLOC_ARENA_MAX", "2", "MALLOC_TRIM_THRESHOLD_", "131072");

    private final Path log;
    private final List<String> command = new ArrayList<>();
    private Process process;

    /**
     * Starts it.
     *
     * @param log appended to
     * @param options of the JVM
     * @param arguments of the program
     */
    public JavaProcess(Path log, List<String> options, String mainClass, List<String> arguments) throws IOException {
        this.log = log;
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.add("-XX:ErrorFile=" + log.resolveSibling("crash-%p.log"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        process = launch();
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(MALLOC);
        return builder.start();
    }

    /** SIGKILL; also of one that is halted. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again, which must have ended. */
    public void restart() throws IOException {
        if (process.isAlive()) {
            throw new IllegalStateException("it still runs: " + command);
        }
        process = launch();
    }

    /** SIGTERM, and the time that a clean stop takes. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("not stopped within a minute: " + command);
        }
        return process.exitValue();
    }

    /** SIGSTOP: it stands still, and keeps its connections. */
    public void halt() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT, after {@link #halt}. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Whether it runs, or is halted. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Time that the cores have worked for it; zero where the system doesn't tell. */
    public Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Its physical memory; 0 where the system doesn't tell. */
    public long residentKilobytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    /** All that it wrote. */
    public List<String> lines() throws IOException {
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    /** The last that it wrote, for whoever has to explain a failure. */
    public String lastLines() throws IOException {
        List<String> lines = lines();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
