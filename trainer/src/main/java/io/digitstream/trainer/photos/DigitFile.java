package io.digitstream.trainer.photos;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.digitstream.recognizer.image.Region;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Reads a CSV with the columns {@code file,digit,left,top,width,height}: a row a digit, left to right. */
public final class DigitFile {
    private DigitFile() {}

    /**
     * @return the digits of each file, in the rows' order
     * @throws IOException if the file cannot be read, lacks a column, or holds a row that makes no sense
     */
    public static Map<String, List<DigitBox>> read(Path csv) throws IOException {
        Map<String, List<DigitBox>> digits = new HashMap<>();
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord row : reader) {
                digits.computeIfAbsent(field(csv, row, "file"), file -> new ArrayList<>())
                        .add(digit(csv, row));
            }
        } catch (CsvParseException e) {
            throw new IOException(csv + ": " + e.getMessage(), e);
        }
        return digits;
    }

    private static DigitBox digit(Path csv, NamedCsvRecord row) throws IOException {
        try {
            return new DigitBox(
                    Integer.parseInt(field(csv, row, "digit")),
                    new Region(
                            Integer.parseInt(field(csv, row, "left")),
                            Integer.parseInt(field(csv, row, "top")),
                            Integer.parseInt(field(csv, row, "width")),
                            Integer.parseInt(field(csv, row, "height"))));
        } catch (IllegalArgumentException e) {
            throw new IOException("%s, line %d: %s".formatted(csv, row.getStartingLineNumber(), e.getMessage()), e);
        }
    }

    private static String field(Path csv, NamedCsvRecord row, String column) throws IOException {
        try {
            return row.getField(column);
        } catch (NoSuchElementException e) {
            throw new IOException(
                    "%s, line %d has no column %s".formatted(csv, row.getStartingLineNumber(), column), e);
        }
    }
}
