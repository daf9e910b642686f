package io.digitstream.trainer.plots;

import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.trainer.evaluation.Evaluation;
import java.io.IOException;
import java.util.List;

/**
 * All plots of an evaluation.
 *
 * @param subject what was evaluated, for the titles: how many photos, which release
 * @param threshold a reading of lower confidence is uncertain, in [0, 1]
 * @param evaluation readings of photos
 * @param pixels what the network saw of each photo, in the evaluation's order
 */
public record EvaluationPlots(String subject, double threshold, Evaluation evaluation, List<Pixels> pixels) {
    public EvaluationPlots {
        pixels = List.copyOf(pixels);
        if (pixels.size() != evaluation.outcomes().size()) {
            throw new IllegalArgumentException("%d photos were read and %d seen"
                    .formatted(evaluation.outcomes().size(), pixels.size()));
        }
    }

    /**
     * Draws them; files of the same names are overwritten.
     *
     * @throws IOException if a file cannot be written
     */
    public void write(PlotFolder folder) throws IOException {
        folder.write("reliability.png", ReliabilityPlot.draw(subject, evaluation.reliability()));
        folder.write("risk-coverage.png", RiskCoveragePlot.draw(subject, threshold, evaluation));
        folder.write("accuracy-by-length.png", AccuracyPlot.byLength(subject, evaluation));
        folder.write("accuracy-by-digit.png", AccuracyPlot.byDigit(subject, evaluation));
        MisreadSheet.of(subject, evaluation, pixels).write(folder.path().resolve("misreads.png"));
    }
}
