package io.digitstream.trainer.plots;

import io.digitstream.trainer.evaluation.WholeEvaluation;
import io.digitstream.trainer.photos.LabeledPhoto;
import java.io.IOException;
import java.util.List;

/**
 * What an evaluation of whole photos adds to {@link EvaluationPlots}.
 *
 * @param subject what was evaluated, for the titles
 * @param evaluation readings and places
 * @param photos in the evaluation's order
 */
public record PlacePlots(String subject, WholeEvaluation evaluation, List<LabeledPhoto> photos) {
    public PlacePlots {
        photos = List.copyOf(photos);
    }

    /**
     * Draws them; files of the same names are overwritten.
     *
     * @throws IOException if a file cannot be written
     */
    public void write(PlotFolder folder) throws IOException {
        folder.write("accuracy-by-height.png", AccuracyPlot.byHeight(subject, evaluation));
        PlaceSheet.of(subject, evaluation, photos).write(folder.path().resolve("places.png"));
    }
}
