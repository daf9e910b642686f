package io.digitstream.standalone.processes;

import io.digitstream.processor.ProcessorMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A processor in a JVM of its own, with settings, state and log in a folder of its own. One thread. */
public final class ProcessorProcess implements AutoCloseable {
    /** All of the heap at once, so that memory which grows is not the heap's. */
    private static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

    private final Path folder;
    private final JavaProcess java;

    private ProcessorProcess(Path folder, JavaProcess java) {
        this.folder = folder;
        this.java = java;
    }

    /**
     * Starts one.
     *
     * @param root folder in which it gets a folder of its own
     * @param settings besides those that every processor needs
     */
    public static ProcessorProcess start(Path root, String name, String bootstrapServers, Map<String, String> settings)
            throws IOException {
        return start(root, name, bootstrapServers, settings, List.of());
    }

    /**
     * Starts one.
     *
     * @param root folder in which it gets a folder of its own
     * @param settings besides those that every processor needs
     * @param options of its JVM, besides
     */
    public static ProcessorProcess start(
            Path root, String name, String bootstrapServers, Map<String, String> settings, List<String> options)
            throws IOException {
        return start(root, name, bootstrapServers, settings, options, ProcessorMain.class);
    }

    /**
     * Starts one.
     *
     * @param root folder in which it gets a folder of its own
     * @param settings besides those that every processor needs
     * @param options of its JVM, besides
     * @param program in the place of the processor's own
     */
    public static ProcessorProcess start(
            Path root,
            String name,
            String bootstrapServers,
            Map<String, String> settings,
            List<String> options,
            Class<?> program)
            throws IOException {
        Path folder = Files.createDirectories(root.resolve(name));
        String file = "kafka.bootstrap.servers=" + bootstrapServers + "\n"
                + "kafka.state.dir=" + state(folder) + "\n"
                + "kafka.group.instance.id=" + name + "\n"
                + lines(settings);
        Files.writeString(settingsFile(folder), file);
        List<String> all = new ArrayList<>(HEAP);
        all.addAll(options);
        return new ProcessorProcess(
                folder,
                new JavaProcess(
                        folder.resolve("processor.log"),
                        all,
                        program.getName(),
                        List.of(settingsFile(folder).toString())));
    }

    private static String lines(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static Path settingsFile(Path folder) {
        return folder.resolve("settings.properties");
    }

    /** Where the one of this folder keeps its state. */
    public static Path state(Path folder) {
        return folder.resolve("state");
    }

    /** All of its own. */
    public Path folder() {
        return folder;
    }

    /** Where it keeps its state. */
    public Path state() {
        return state(folder);
    }

    /** From its next start on; of two values of a setting the later one holds. */
    public void set(Map<String, String> settings) throws IOException {
        Path file = settingsFile(folder);
        Files.writeString(file, Files.readString(file) + lines(settings));
    }

    /** The process itself. */
    public JavaProcess java() {
        return java;
    }

    /** SIGKILL, then at once another start on the same state. */
    public void killAndRestart() throws IOException, InterruptedException {
        java.kill();
        java.restart();
    }

    @Override
    public void close() {
        java.close();
    }
}
