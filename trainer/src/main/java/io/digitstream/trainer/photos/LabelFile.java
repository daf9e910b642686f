package io.digitstream.trainer.photos;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.digitstream.recognizer.image.Region;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a CSV with the columns {@code file,label} and, where known, {@code left,top,width,height}; {@code confidence} in
 * the rows that a machine made.
 */
public final class LabelFile {
    private static final List<String> BOX = List.of("left", "top", "width", "height");

    private LabelFile() {}

    /**
     * @return rows in the file's order
     * @throws IOException if the file cannot be read, lacks a column, or holds a row that makes no sense
     */
    public static List<LabelRow> read(Path csv) throws IOException {
        List<LabelRow> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord row : reader) {
                rows.add(row(csv, row));
            }
        } catch (CsvParseException e) {
            throw new IOException(csv + ": " + e.getMessage(), e);
        }
        return rows;
    }

    private static LabelRow row(Path csv, NamedCsvRecord row) throws IOException {
        try {
            Map<String, String> fields = row.getFieldsAsMap();
            Region region = null;
            if (row.getHeader().containsAll(BOX)
                    && !fields.getOrDefault("left", "").isBlank()) {
                int[] box = BOX.stream()
                        .mapToInt(column -> Integer.parseInt(fields.getOrDefault(column, "")))
                        .toArray();
                region = new Region(box[0], box[1], box[2], box[3]);
            }
            String confidence = fields.getOrDefault("confidence", "");
            return new LabelRow(
                    row.getField("file"),
                    row.getField("label"),
                    region,
                    confidence.isBlank() ? null : Double.valueOf(confidence));
        } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
            throw new IOException("%s, line %d: %s".formatted(csv, row.getStartingLineNumber(), e.getMessage()), e);
        }
    }
}
