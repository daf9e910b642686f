package io.digitstream.trainer.photos;

import io.digitstream.recognizer.image.Region;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads a CSV with the columns {@code file,digit,left,top,width,height}: a row a digit, left to right. */
public final class DigitFile {
    private static final List<String> COLUMNS =
            Stream.concat(Stream.of("file", "digit"), BoxCells.COLUMNS.stream()).toList();

    private DigitFile() {}

    /**
     * @return the digits of each file, in the rows' order
     * @throws IOException if the file cannot be read, lacks a column, or holds a row that makes no sense
     */
    public static Map<String, List<DigitBox>> read(Path csv) throws IOException {
        Map<String, List<DigitBox>> digits = new LinkedHashMap<>();
        for (CsvTable.Row row : CsvTable.read(csv, COLUMNS).rows()) {
            digits.computeIfAbsent(row.cell("file"), file -> new ArrayList<>()).add(digit(row));
        }
        return digits;
    }

    private static DigitBox digit(CsvTable.Row row) throws IOException {
        try {
            return parse(row);
        } catch (IllegalArgumentException e) {
            throw new IOException("%s: %s: %s".formatted(row.place(), row.cell("file"), e.getMessage()), e);
        }
    }

    private static DigitBox parse(CsvTable.Row row) {
        if (row.problem() != null) {
            throw new IllegalArgumentException(row.problem());
        }
        if (!row.cell("digit").matches("[-+]?[0-9]{1,9}")) {
            throw new IllegalArgumentException("digit: expected 0 to 9, found '" + row.cell("digit") + "'");
        }
        Region box = BoxCells.parse(row);
        if (box == null) {
            throw new IllegalArgumentException("a digit needs left, top, width and height");
        }
        return new DigitBox(Integer.parseInt(row.cell("digit")), box);
    }
}
