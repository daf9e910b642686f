package io.digitstream.trainer.plots;

import io.digitstream.trainer.evaluation.Evaluation;
import io.digitstream.trainer.evaluation.RiskCoverage.Point;
import io.digitstream.trainer.evaluation.Share;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Risk-coverage curve: how many readings are wrong as more of them are believed, most confident first. */
final class RiskCoveragePlot {
    private RiskCoveragePlot() {}

    static BufferedImage draw(String subject, double threshold, Evaluation evaluation) {
        XYChart chart = PlotStyle.numeric(640, "Risk and coverage: " + subject, "readings believed", "of these wrong");
        chart.getStyler()
                .setXAxisMin(0.0)
                .setXAxisMax(1.0)
                .setYAxisMin(0.0)
                .setXAxisTickLabelsFormattingFunction(PlotStyle::percent)
                .setYAxisTickLabelsFormattingFunction(PlotStyle::percent);
        List<Point> points = evaluation.riskCoverage().points();
        double photos = evaluation.outcomes().size();
        PlotStyle.addLevel(chart, "in random order", 1 - evaluation.accuracy());
        if (!points.isEmpty()) {
            chart.addSeries(
                            "most confident first",
                            points.stream()
                                    .mapToDouble(point -> point.covered() / photos)
                                    .toArray(),
                            points.stream()
                                    .mapToDouble(point -> 1 - point.right().value())
                                    .toArray())
                    .setMarker(SeriesMarkers.NONE)
                    .setLineStyle(PlotStyle.LINE)
                    .setLineColor(PlotStyle.BLUE);
        }
        Share believed = evaluation.believed();
        if (believed.part() > 0) {
            String name = String.format(Locale.ROOT, "at the release's threshold, %.3f", threshold);
            chart.addSeries(name, new double[] {believed.value()}, new double[] {
                        1 - evaluation.believedRight().value()
                    })
                    .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                    .setMarker(SeriesMarkers.CIRCLE)
                    .setMarkerColor(PlotStyle.ORANGE);
        }
        return PlotStyle.draw(chart);
    }
}
