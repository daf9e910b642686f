package io.digitstream.trainer;

import io.digitstream.recognizer.weights.Release;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every run that ends in a release. */
final class RunOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "That prepare images. Default: ${DEFAULT-VALUE}")
    private int threads;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "trained",
            description = "First part of the release's version. Default: ${DEFAULT-VALUE}")
    private String name = "";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Release file to write (safetensors).")
    private Path out = Path.of("");

    @Option(names = "--resume", description = "Goes on with a run that was stopped.")
    private boolean resume;

    /** @throws ParameterException if the release cannot be called that */
    void check() {
        if (!Release.isName(name)) {
            throw new ParameterException(
                    command.commandLine(), "--name: expected 1 to 80 letters, digits, '.', '_' or '-'");
        }
    }

    /**
     * Makes what other options describe.
     *
     * @throws ParameterException with everything that is wrong with them
     */
    void check(List<Runnable> makers) {
        List<String> wrong = new ArrayList<>();
        for (Runnable maker : makers) {
            try {
                maker.run();
            } catch (IllegalArgumentException e) {
                wrong.add(e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            throw new ParameterException(command.commandLine(), String.join("; ", wrong));
        }
    }

    /** @throws ParameterException if what is made refuses what the options say */
    <T> T made(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    String name() {
        return name;
    }

    int threads() {
        return threads;
    }

    Path out() {
        return out;
    }

    /** Where the run is saved. */
    Path checkpoint() {
        return out.resolveSibling(out.getFileName() + ".checkpoint");
    }

    boolean resumed() {
        return resume;
    }
}
