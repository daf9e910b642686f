package io.digitstream.trainer.plots;

import io.digitstream.trainer.evaluation.Reliability;
import io.digitstream.trainer.evaluation.Reliability.Bin;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Reliability diagram: share right over confidence, a bin a dot, and below it how many readings each bin holds. */
final class ReliabilityPlot {
    private static final int DIAGRAM_HEIGHT = 640;
    private static final int HISTOGRAM_HEIGHT = 240;

    private ReliabilityPlot() {}

    static BufferedImage draw(String subject, Reliability reliability) {
        BufferedImage plot =
                new BufferedImage(PlotStyle.WIDTH, DIAGRAM_HEIGHT + HISTOGRAM_HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = plot.createGraphics();
        diagram(subject, reliability).paint(graphics, PlotStyle.WIDTH, DIAGRAM_HEIGHT);
        graphics.translate(0, DIAGRAM_HEIGHT);
        histogram(reliability).paint(graphics, PlotStyle.WIDTH, HISTOGRAM_HEIGHT);
        graphics.dispose();
        return plot;
    }

    private static XYChart diagram(String subject, Reliability reliability) {
        XYChart chart = chart(DIAGRAM_HEIGHT, "Reliability: " + subject, "confidence", "whole number right");
        chart.getStyler().setYAxisMax(1.0).setYAxisTickLabelsFormattingFunction(PlotStyle::percent);
        chart.addSeries("as promised", new double[] {0, 1}, new double[] {0, 1})
                .setMarker(SeriesMarkers.NONE)
                .setLineStyle(PlotStyle.DASHES)
                .setLineColor(PlotStyle.GRAY);
        List<Bin> bins =
                reliability.bins().stream().filter(bin -> bin.photos() > 0).toList();
        bins.forEach(bin -> addInterval(chart, bin));
        if (!bins.isEmpty()) {
            chart.addSeries(
                            String.format(
                                    Locale.ROOT,
                                    "%d bins, 95 %% intervals; calibration error %.1f %%",
                                    bins.size(),
                                    100 * reliability.error()),
                            bins.stream().mapToDouble(Bin::confidence).toArray(),
                            bins.stream()
                                    .mapToDouble(bin -> bin.right().value())
                                    .toArray())
                    .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                    .setMarker(SeriesMarkers.CIRCLE)
                    .setMarkerColor(PlotStyle.BLUE);
        }
        return chart;
    }

    /** A line of its own, since the charts' error bars reach as far up as down. */
    private static void addInterval(XYChart chart, Bin bin) {
        XYSeries interval = chart.addSeries(
                "interval at " + bin.confidence(),
                new double[] {bin.confidence(), bin.confidence()},
                new double[] {bin.right().low(), bin.right().high()});
        interval.setShowInLegend(false);
        interval.setMarker(SeriesMarkers.NONE).setLineStyle(PlotStyle.LINE).setLineColor(PlotStyle.PALE_BLUE);
    }

    private static XYChart histogram(Reliability reliability) {
        XYChart chart = chart(HISTOGRAM_HEIGHT, "Photos by confidence", "confidence", "photos");
        chart.getStyler().setLegendVisible(false).setChartTitleVisible(false);
        PlotStyle.addLevel(chart, "none", 0);
        int bins = reliability.bins().size();
        double[] across = IntStream.range(0, bins)
                .mapToObj(bin -> DoubleStream.of(bin, bin + 1))
                .flatMapToDouble(edges -> edges.map(edge -> edge / bins))
                .toArray();
        double[] up = reliability.bins().stream()
                .flatMapToDouble(bin -> DoubleStream.of(bin.photos(), bin.photos()))
                .toArray();
        XYSeries series = chart.addSeries("photos", across, up);
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area)
                .setMarker(SeriesMarkers.NONE)
                .setLineColor(PlotStyle.BLUE)
                .setFillColor(PlotStyle.PALE_BLUE);
        return chart;
    }

    private static XYChart chart(int height, String title, String across, String up) {
        XYChart chart = PlotStyle.numeric(height, title, across, up);
        chart.getStyler()
                .setXAxisMin(0.0)
                .setXAxisMax(1.0)
                .setYAxisMin(0.0)
                .setXAxisTickLabelsFormattingFunction(PlotStyle::percent)
                .setYAxisLeftWidthHint(90);
        return chart;
    }
}
