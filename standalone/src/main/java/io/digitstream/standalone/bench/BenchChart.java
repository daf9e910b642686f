package io.digitstream.standalone.bench;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.style.Styler;

/** Bars, a group a case. One thread, one use. */
final class BenchChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 480;

    /** Above it XChart would leave some out. */
    private static final int MOST_CASES = 100;

    private static final Color[] COLOURS = {new Color(0x1F5FA8), new Color(0xD97A1E), new Color(0x8A939E)};
    private static final Color GRID = new Color(0xE6E9ED);

    private final CategoryChart chart = new CategoryChart(WIDTH, HEIGHT);

    /**
     * A chart without bars.
     *
     * @param title what is compared, and on what
     */
    BenchChart(String title) {
        chart.setTitle(title);
        chart.getStyler()
                .setPlotGridVerticalLinesVisible(false)
                .setXAxisLabelRotation(90)
                .setXAxisMaxLabelCount(MOST_CASES)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(1))
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setChartTitleBoxVisible(false)
                .setSeriesColors(COLOURS)
                .setLegendBorderColor(Color.WHITE)
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(Styler.LegendLayout.Horizontal);
    }

    /**
     * Adds a bar to each group.
     *
     * @param name with the unit
     * @param cases the groups, the same each time
     */
    void add(String name, List<String> cases, List<Double> values) {
        chart.addSeries(name, cases, values);
    }

    /** @param file whose name ends in .svg */
    void write(Path file) throws IOException {
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart.paint(graphics, WIDTH, HEIGHT);
        try (OutputStream out = Files.newOutputStream(file)) {
            new SVGProcessor()
                    .getDocument(graphics.getCommands(), new PageSize(WIDTH, HEIGHT))
                    .writeTo(out);
        }
    }
}
