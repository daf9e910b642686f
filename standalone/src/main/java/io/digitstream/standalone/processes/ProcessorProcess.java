package io.digitstream.standalone.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A processor in a JVM of its own, that can be killed and started again in the same place. */
public final class ProcessorProcess implements AutoCloseable {
    private final Path folder;
    private final String name;
    private final List<String> options;
    private Process process;

    private ProcessorProcess(Path folder, String name, List<String> options) throws IOException {
        this.folder = folder;
        this.name = name;
        this.options = List.copyOf(options);
        this.process = launch(folder, options);
    }

    /**
     * Starts one.
     *
     * @param root folder in which it gets a folder of its own, with settings, state and log
     * @param settings besides those that every processor needs
     */
    public static ProcessorProcess start(Path root, String name, String bootstrapServers, Map<String, String> settings)
            throws IOException {
        return start(root, name, bootstrapServers, settings, List.of());
    }

    /**
     * Starts one.
     *
     * @param root folder in which it gets a folder of its own, with settings, state and log
     * @param settings besides those that every processor needs
     * @param options of its JVM, besides
     */
    public static ProcessorProcess start(
            Path root, String name, String bootstrapServers, Map<String, String> settings, List<String> options)
            throws IOException {
        Path folder = Files.createDirectories(root.resolve(name));
        String file = "kafka.bootstrap.servers=" + bootstrapServers + "\n"
                + "kafka.state.dir=" + folder.resolve("state") + "\n"
                + "kafka.group.instance.id=" + name + "\n"
                + settings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve("settings.properties"), file);
        return new ProcessorProcess(folder, name, options);
    }

    private static Process launch(Path folder, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        // All of the heap at once, so that memory which grows is not the heap's.
        command.addAll(List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(
                "io.digitstream.processor.ProcessorMain",
                folder.resolve("settings.properties").toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(folder).toFile()))
                .start();
    }

    private static Path log(Path folder) {
        return folder.resolve("processor.log");
    }

    /** SIGKILL, then at once another start on the same state. */
    public void killAndRestart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = launch(folder, options);
    }

    /** SIGTERM, and the time that a clean stop takes. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " did not stop within a minute");
        }
        return process.exitValue();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Physical memory of the process; 0 where the system doesn't tell. */
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

    /** Time that the cores have worked for the process; zero where the system doesn't tell. */
    public Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** All that it logged, and wrote otherwise. */
    public List<String> lines() throws IOException {
        Path log = log(folder);
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    /** The last it logged, for whoever has to explain a failure. */
    public String lastLines() throws IOException {
        List<String> lines = lines();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
