package io.digitstream.synthetic.lettering;

import io.digitstream.synthetic.raster.SeededRandom;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Digits of five by seven dots, as lamps, needles and ink jets make them.
 *
 * @param width of a digit, in heights
 * @param dot size of a dot, as a share of the distance between two
 * @param round whether dots are round, otherwise square
 * @param jitter how far a dot is off its place, as a share of the distance between two
 * @param slant how far the top leans to the right, in heights
 */
public record DotMatrix(double width, double dot, boolean round, double jitter, double slant) implements Lettering {
    private static final int COLUMNS = 5;
    private static final int ROWS = 7;

    /** By digit, rows from top to bottom, the leftmost column as the highest of five bits. */
    private static final List<int[]> DIGITS = List.of(
            new int[] {0x0E, 0x11, 0x13, 0x15, 0x19, 0x11, 0x0E},
            new int[] {0x04, 0x0C, 0x04, 0x04, 0x04, 0x04, 0x0E},
            new int[] {0x0E, 0x11, 0x01, 0x02, 0x04, 0x08, 0x1F},
            new int[] {0x1F, 0x02, 0x04, 0x02, 0x01, 0x11, 0x0E},
            new int[] {0x02, 0x06, 0x0A, 0x12, 0x1F, 0x02, 0x02},
            new int[] {0x1F, 0x10, 0x1E, 0x01, 0x01, 0x11, 0x0E},
            new int[] {0x06, 0x08, 0x10, 0x1E, 0x11, 0x11, 0x0E},
            new int[] {0x1F, 0x01, 0x02, 0x04, 0x08, 0x08, 0x08},
            new int[] {0x0E, 0x11, 0x11, 0x0E, 0x11, 0x11, 0x0E},
            new int[] {0x0E, 0x11, 0x11, 0x0F, 0x01, 0x02, 0x0C});

    /** A zero without the stroke through it. */
    private static final int[] PLAIN_ZERO = {0x0E, 0x11, 0x11, 0x11, 0x11, 0x11, 0x0E};

    private static final int[] POINT = {0, 0, 0, 0, 0, 0x18, 0x18};
    private static final int[] DASH = {0, 0, 0, 0x1F, 0, 0, 0};
    private static final int[] LETTER = {0x11, 0x11, 0x11, 0x1F, 0x11, 0x11, 0x11};

    public static DotMatrix any(SeededRandom random) {
        return new DotMatrix(
                random.between(0.5, 0.85),
                random.between(0.65, 1.15),
                random.chance(0.7),
                random.chance(0.4) ? random.near(0, 0.15) : 0,
                random.chance(0.2) ? random.between(0, 0.2) : 0);
    }

    @Override
    public Ink write(char character, SeededRandom random) {
        int[] rows = switch (character) {
            case '.', ',' -> POINT;
            case '-', '=' -> DASH;
            case '0' -> dot < 0.9 ? DIGITS.get(0) : PLAIN_ZERO;
            default -> character > '0' && character <= '9' ? DIGITS.get(character - '0') : LETTER;
        };
        double stepX = width / COLUMNS;
        double stepY = 1.0 / ROWS;
        Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                if ((rows[row] >> (COLUMNS - 1 - column) & 1) == 1) {
                    double x = (column + 0.5 + jitter * random.around(0, 1)) * stepX;
                    double y = (row + 0.5 + jitter * random.around(0, 1)) * stepY - 1;
                    path.append(dot(x, y, dot * stepX, dot * stepY), false);
                }
            }
        }
        return new Ink(new Path2D.Double(path, new AffineTransform(1, 0, -slant, 1, 0, 0)), 0, true);
    }

    private Shape dot(double x, double y, double across, double down) {
        return round
                ? new Ellipse2D.Double(x - across / 2, y - down / 2, across, down)
                : new Rectangle2D.Double(x - across / 2, y - down / 2, across, down);
    }

    @Override
    public double pitch() {
        return width * (COLUMNS + 1) / COLUMNS;
    }
}
