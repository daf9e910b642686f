package io.digitstream.trainer.plots;

import static io.digitstream.trainer.evaluation.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.trainer.evaluation.Evaluation;
import io.digitstream.trainer.evaluation.Outcome;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EvaluationPlotsTest {
    private static final List<String> FILES = List.of(
            "reliability.png", "risk-coverage.png", "accuracy-by-length.png", "accuracy-by-digit.png", "misreads.png");

    private final Path folder;

    EvaluationPlotsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    static Stream<Named<List<Outcome>>> evaluations() {
        return Stream.of(
                Named.of(
                        "a handful",
                        List.of(
                                outcome("12", "12", 0.97, 0.6),
                                outcome("123456", ">5", 0.9, 0.6),
                                outcome("", "7", 0.8, 0.6),
                                outcome("5", "", 0.3, 0.6),
                                outcome("99", "9", 0.2, 0.6))),
                Named.of("none", List.of()),
                Named.of("one", List.of(outcome("1", "1", 0.5))),
                Named.of("all right", Collections.nCopies(20, outcome("42", "42", 1))),
                Named.of("all wrong", Collections.nCopies(40, outcome("42", "43", 1))),
                Named.of("all uncertain", Collections.nCopies(3, outcome("42", "43", 0.1, 0.5))));
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void drawsWhateverWasRead(List<Outcome> outcomes) throws IOException {
        plots(outcomes).write(openOrSkip(folder));
        for (String file : FILES) {
            BufferedImage plot = ImageIO.read(folder.resolve(file).toFile());
            int[] pixels = plot.getRGB(0, 0, plot.getWidth(), plot.getHeight(), null, 0, plot.getWidth());
            assertThat(Arrays.stream(pixels).distinct().count()).as(file).isGreaterThan(10);
        }
    }

    @Test
    void wantsToKnowWhatTheNetworkSawOfEachPhoto() {
        Evaluation evaluation = new Evaluation(List.of(outcome("1", "1", 1)));
        assertThatThrownBy(() -> new EvaluationPlots("", 0, evaluation, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void makesItsFolder() throws IOException {
        plots(List.of()).write(openOrSkip(folder.resolve("a/b")));
        assertThat(folder.resolve("a/b/misreads.png")).exists();
    }

    private static EvaluationPlots plots(List<Outcome> outcomes) {
        InputShape shape = new InputShape(48, 64);
        Pixels pixels = new Pixels(shape, new byte[shape.size()]);
        return new EvaluationPlots(
                "%d photos, release toy".formatted(outcomes.size()),
                0.6,
                new Evaluation(outcomes),
                Collections.nCopies(outcomes.size(), pixels));
    }

    private static PlotFolder openOrSkip(Path path) throws IOException {
        assumeThat(PlotFolder.findsFonts()).as("fonts on this machine").isTrue();
        return PlotFolder.open(path);
    }
}
