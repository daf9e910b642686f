package io.digitstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.trainer.releasing.DrawnReleases;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TrainCommandTest {
    private final Path folder;
    private final Path out;
    private final StringWriter errors = new StringWriter();

    TrainCommandTest(@TempDir Path folder) {
        this.folder = folder;
        this.out = folder.resolve("new.safetensors");
    }

    @Test
    void writesANewReadingNetworkWithTheParentsLocator() throws IOException, InvalidWeightsException {
        Release parent = DrawnReleases.release(5, Map.of());
        Files.write(folder.resolve("parent.safetensors"), parent.write());
        assertThat(train("--from", folder.resolve("parent.safetensors").toString()))
                .isZero();
        assertThat(errors.toString()).isEmpty();
        Release made = Release.read(Files.readAllBytes(out));
        requireSame(DrawnReleases.locating(made), DrawnReleases.locating(parent));
        assertThat(DrawnReleases.reading(made).get(0).values())
                .isNotEqualTo(DrawnReleases.reading(parent).get(0).values());
        assertThat(made.metadata())
                .containsEntry("parent", parent.version())
                .containsEntry("locator_of", parent.version());
        assertThat(made.reader().threshold()).isEqualTo(0.5);
        assertThat(folder).isDirectoryNotContaining("glob:**/*.checkpoint");
    }

    @Test
    void takesTheShippedLocatorWithoutAParent() throws IOException, InvalidWeightsException {
        assertThat(train()).isZero();
        Release made = Release.read(Files.readAllBytes(out));
        Release shipped = ShippedWeights.load();
        requireSame(DrawnReleases.locating(made), DrawnReleases.locating(shipped));
        assertThat(made.metadata())
                .containsEntry("locator_of", shipped.version())
                .doesNotContainKey("parent");
    }

    @Test
    void refusesANameThatNoReleaseCanHave() {
        assertThat(train("--name=my weights")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains("--name: expected 1 to 80 letters, digits, '.', '_' or '-'");
    }

    private int train(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("train", "--drawn=1", "--count=4", "--batch=2", "--average=0", "--out", out.toString()));
        arguments.addAll(List.of(options));
        return TrainerMain.commandLine().setErr(new PrintWriter(errors)).execute(arguments.toArray(String[]::new));
    }

    private static void requireSame(List<Tensor> found, List<Tensor> expected) {
        assertThat(found)
                .extracting(Tensor::shape)
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(Tensor::shape).toList());
        for (Tensor tensor : found) {
            assertThat(expected)
                    .filteredOn(other -> other.shape().equals(tensor.shape()))
                    .singleElement()
                    .satisfies(other -> assertThat(other.values()).isEqualTo(tensor.values()));
        }
    }
}
