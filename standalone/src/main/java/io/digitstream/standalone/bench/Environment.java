package io.digitstream.standalone.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What a benchmark ran on. Immutable.
 *
 * @param processor as the operating system names it
 * @param cores that this process may use
 */
public record Environment(String processor, int cores, String system, String java, LocalDate day) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** This machine, today. */
    public static Environment here() {
        return new Environment(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                LocalDate.now(ZoneId.systemDefault()));
    }

    private static String processorName() {
        try {
            return Files.readAllLines(PROCESSORS).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
    }

    @Override
    public String toString() {
        return "%s, %d cores, %s, %s, %s".formatted(processor, cores, system, java, day);
    }
}
