package io.digitstream.trainer.photos;

import io.digitstream.recognizer.image.Region;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the cells {@code left,top,width,height} of a row, in pixels. */
final class BoxCells {
    static final List<String> COLUMNS = List.of("left", "top", "width", "height");

    /** A comma before three digits may be one of thousands. */
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?[0-9]{1,9}([.][0-9]*|,([0-9]{1,2}|[0-9]{4,}))?([eE][-+]?[0-9]{1,2})?");

    private static final double FURTHEST = 1e9;

    private BoxCells() {}

    /**
     * Returns the box with its edges rounded to whole pixels; null where all four cells are empty.
     *
     * @throws IllegalArgumentException if a cell is no number, or the box has no area; the message names column and value
     */
    static @Nullable Region parse(CsvTable.Row row) {
        if (COLUMNS.stream().allMatch(column -> row.cell(column).isEmpty())) {
            return null;
        }
        double left = pixels(row, "left");
        double top = pixels(row, "top");
        double width = pixels(row, "width");
        double height = pixels(row, "height");
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a region needs a width and a height of at least 1 pixel, not "
                    + row.cell("width") + " x " + row.cell("height"));
        }
        int x = Math.toIntExact(Math.round(left));
        int y = Math.toIntExact(Math.round(top));
        return new Region(
                x, y, Math.toIntExact(Math.round(left + width) - x), Math.toIntExact(Math.round(top + height) - y));
    }

    private static double pixels(CsvTable.Row row, String column) {
        String cell = row.cell(column);
        if (NUMBER.matcher(cell).matches()) {
            double pixels = Double.parseDouble(cell.replace(',', '.'));
            if (Math.abs(pixels) <= FURTHEST) {
                return pixels;
            }
        }
        throw new IllegalArgumentException(column + ": expected a number of pixels, found '" + cell + "'");
    }
}
