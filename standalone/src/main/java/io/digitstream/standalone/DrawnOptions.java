package io.digitstream.standalone;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for sending drawn numbers instead of files. */
final class DrawnOptions {
    private static final double MOST_A_SECOND = 1_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--drawn",
            required = true,
            description = "Drawn numbers instead of files. Waits for a broker that is away, and goes on after it was.")
    @SuppressWarnings("UnusedVariable") // that it is there chooses these options
    private boolean drawn;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "2",
            description = "Drawn numbers a second. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(names = "--count", paramLabel = "N", description = "Stop after so many. Default: never")
    private long count = Long.MAX_VALUE;

    long count() {
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--count: expected 1 or more, not " + count);
        }
        return count;
    }

    Duration between() {
        if (!(rate > 0 && rate <= MOST_A_SECOND)) {
            throw new ParameterException(
                    spec.commandLine(), "--rate: expected more than 0 and at most %.0f".formatted(MOST_A_SECOND));
        }
        return Duration.ofNanos(Math.round(Duration.ofSeconds(1).toNanos() / rate));
    }
}
