package io.digitstream.trainer.plots;

import io.digitstream.recognizer.network.Head;
import io.digitstream.trainer.evaluation.Evaluation;
import io.digitstream.trainer.evaluation.Share;
import io.digitstream.trainer.evaluation.WholeEvaluation;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Shares right as bars, with their 95 % intervals and the counts that they were made from. */
final class AccuracyPlot {
    private AccuracyPlot() {}

    static BufferedImage byLength(String subject, Evaluation evaluation) {
        int longest = evaluation.longest();
        List<String> names = IntStream.range(0, Head.lengths(longest))
                .mapToObj(length -> length == Head.tooLong(longest) ? ">" + longest : "" + length)
                .toList();
        return draw(
                "Whole numbers right, by length: " + subject,
                "true length (photos)",
                names,
                evaluation.numbersByLength());
    }

    static BufferedImage byDigit(String subject, Evaluation evaluation) {
        List<String> names = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        return draw(
                "Digits right at their place: " + subject, "true digit (how many)", names, evaluation.digitsByValue());
    }

    static BufferedImage byHeight(String subject, WholeEvaluation evaluation) {
        List<String> names = WholeEvaluation.HEIGHTS.stream()
                .map(height -> height == 0 ? "lower" : "from " + height)
                .toList();
        return draw(
                "Whole numbers right, by height: " + subject,
                "height of the number in pixels (photos)",
                names,
                evaluation.numbersByHeight());
    }

    private static BufferedImage draw(String title, String across, List<String> names, List<Share> shares) {
        CategoryChart chart = PlotStyle.bars(520, title, across, "right");
        chart.getStyler().setAvailableSpaceFill(0.6).setOverlapped(true).setLegendVisible(false);
        chart.getStyler()
                .setXAxisMaxLabelCount(names.size())
                .setYAxisMin(0.0)
                .setYAxisMax(1.0)
                .setYAxisTickLabelsFormattingFunction(PlotStyle::percent)
                .setPlotGridVerticalLinesVisible(false)
                .setErrorBarsColor(PlotStyle.INK);
        List<String> labels = IntStream.range(0, names.size())
                .mapToObj(i -> "%s (%d)".formatted(names.get(i), shares.get(i).whole()))
                .toList();
        chart.addSeries("right", labels, shares.stream().map(Share::value).toList())
                .setFillColor(PlotStyle.PALE_BLUE);
        // Error bars reach as far up as down, so they stand on the middle of the interval, not on the share.
        chart.addSeries(
                        "interval",
                        labels,
                        shares.stream()
                                .map(share -> share.whole() == 0 ? Double.NaN : (share.low() + share.high()) / 2)
                                .toList(),
                        shares.stream()
                                .map(share -> (share.high() - share.low()) / 2)
                                .toList())
                .setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Scatter)
                .setMarker(SeriesMarkers.NONE);
        return PlotStyle.draw(chart);
    }
}
