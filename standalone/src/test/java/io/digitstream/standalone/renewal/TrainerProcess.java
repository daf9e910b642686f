package io.digitstream.standalone.renewal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code trainer run} in a JVM of its own, that can be killed. */
final class TrainerProcess implements AutoCloseable {
    private static final Path LOG_SETTINGS = Path.of("..", "trainer", "src", "main", "resources", "logback.xml");

    private final Process process;
    private final Path log;

    private TrainerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param folder of its log and, in {@code work}, of the cycle that is not over */
    static TrainerProcess start(Path folder, String bootstrapServers, List<String> options) throws IOException {
        Path log = folder.resolve("trainer.log");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1g",
                // It does not live long enough for the other compiler.
                "-XX:TieredStopAtLevel=1",
                // Several modules' log settings are on the class path of this test.
                "-Dlogback.configurationFile=" + LOG_SETTINGS.toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.digitstream.trainer.TrainerMain",
                "run",
                "--bootstrap-servers",
                bootstrapServers,
                "--work",
                folder.resolve("work").toString()));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        return new TrainerProcess(builder.start(), log);
    }

    /** Its exit code, once it has ended. */
    int await(long minutes) throws InterruptedException {
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            throw new AssertionError("the trainer did not end within " + minutes + " minutes");
        }
        return process.exitValue();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
