package io.digitstream.trainer.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What all plots have in common: white paper, few lines, one blue, one orange. */
final class PlotStyle {
    static final int WIDTH = 900;
    static final Color BLUE = new Color(0x2F6FB5);
    static final Color PALE_BLUE = new Color(0xA9C6E6);
    static final Color ORANGE = new Color(0xD97A1E);
    static final Color GRAY = new Color(0x8A939E);
    static final Color INK = new Color(0x22262B);
    static final BasicStroke LINE = new BasicStroke(2.5f);
    static final BasicStroke DASHES =
            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {6, 5}, 0);

    private static final Color GRID = new Color(0xE6E9ED);

    private PlotStyle() {}

    static XYChart numeric(int height, String title, String across, String up) {
        XYChart chart = new XYChart(WIDTH, height);
        style(chart, chart.getStyler(), title, across, up);
        return chart;
    }

    static CategoryChart bars(int height, String title, String across, String up) {
        CategoryChart chart = new CategoryChart(WIDTH, height);
        style(chart, chart.getStyler(), title, across, up);
        return chart;
    }

    private static void style(AxesChart<?, ?> chart, AxesChartStyler styler, String title, String across, String up) {
        chart.setTitle(title);
        chart.setXAxisTitle(across);
        chart.setYAxisTitle(up);
        styler.setAxisTitleFont(font(Font.PLAIN, 15));
        styler.setAxisTickLabelsFont(font(Font.PLAIN, 14));
        styler.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setAxisTickMarksColor(GRAY);
        styler.setChartTitleFont(titleFont(title))
                .setChartFontColor(INK)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setPlotContentSize(0.95)
                .setChartTitleBoxVisible(false)
                .setChartTitlePadding(12)
                .setChartPadding(16)
                .setLegendFont(font(Font.PLAIN, 14))
                .setLegendBorderColor(Color.WHITE)
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal)
                .setAntiAlias(true);
    }

    /**
     * Draws a dashed line across. To be added first: it also makes the ticks stand at round numbers, as equally spaced
     * values alone would be taken for the ticks.
     */
    static void addLevel(XYChart chart, String name, double level) {
        chart.addSeries(name, new double[] {0, 1}, new double[] {level, level})
                .setMarker(SeriesMarkers.NONE)
                .setLineStyle(DASHES)
                .setLineColor(GRAY);
    }

    /** Titles name a release, and its name may be long. */
    private static Font titleFont(String title) {
        Font font = font(Font.BOLD, 17);
        double width = font.getStringBounds(title, new FontRenderContext(null, true, true))
                .getWidth();
        return font.deriveFont((float) Math.min(17, 17 * 0.85 * WIDTH / width));
    }

    private static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    static BufferedImage draw(AxesChart<?, ?> chart) {
        return BitmapEncoder.getBufferedImage(chart);
    }
}
