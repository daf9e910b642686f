package io.digitstream.trainer.photos;

import io.digitstream.recognizer.image.Region;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CSV with the columns {@code file,label} and, where known, {@code left,top,width,height}; {@code confidence} in the rows
 * that a machine made. Immutable.
 *
 * @param rows in the file's order
 * @param problems a line for each row that makes no sense and is not among the others: where it is, what is in it, and what
 *     was expected
 */
public record LabelFile(Path path, List<LabelRow> rows, List<String> problems) {
    public LabelFile {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }

    /** @throws IOException if the file cannot be read, is no CSV, or lacks a column */
    public static LabelFile read(Path csv) throws IOException {
        CsvTable table = CsvTable.read(csv, List.of("file", "label"));
        boolean boxes = table.columns().containsAll(BoxCells.COLUMNS);
        List<LabelRow> rows = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            try {
                rows.add(parse(row, boxes));
            } catch (IllegalArgumentException e) {
                problems.add(row.place() + ": " + e.getMessage());
            }
        }
        return new LabelFile(csv, rows, problems);
    }

    private static LabelRow parse(CsvTable.Row row, boolean boxes) {
        String file = row.cell("file");
        if (row.problem() != null) {
            throw new IllegalArgumentException(row.problem());
        }
        if (file.isEmpty()) {
            throw new IllegalArgumentException("no file name");
        }
        if (!row.cells().containsKey("label")) {
            throw new IllegalArgumentException(
                    "no label of " + file + "; expected digits, or an empty cell for no number");
        }
        return new LabelRow(file, row.cell("label"), boxes ? region(row) : null, confidence(row));
    }

    private static @Nullable Region region(CsvTable.Row row) {
        try {
            return BoxCells.parse(row);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the box of " + row.cell("file") + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable Double confidence(CsvTable.Row row) {
        String confidence = row.cell("confidence");
        try {
            return confidence.isEmpty() ? null : Double.valueOf(confidence.replace(',', '.'));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the confidence of " + row.cell("file") + ": expected 0 to 1, found '" + confidence + "'", e);
        }
    }
}
