package io.digitstream.trainer;

import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a release. */
final class ReleaseFile {
    @Option(
            names = "--release",
            paramLabel = "FILE",
            description = "Release file. Default: the weights that are shipped.")
    private @Nullable Path file;

    /** @throws IOException if the file cannot be read or is no release that this version takes */
    Release load() throws IOException {
        return file == null ? ShippedWeights.load() : read(file);
    }

    /** @throws IOException if the file cannot be read or is no release that this version takes */
    static Release read(Path file) throws IOException {
        try {
            return Release.read(Files.readAllBytes(file));
        } catch (InvalidWeightsException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
