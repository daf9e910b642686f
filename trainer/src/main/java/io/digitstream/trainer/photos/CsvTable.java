package io.digitstream.trainer.photos;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header, as spreadsheets and scripts write them: separated by commas, semicolons, tabs or bars. Cells and headers are without the spaces around them, headers in small letters. Blank
 * rows are left out. Immutable.
 *
 * @param columns of the header, in order
 */
record CsvTable(Path file, List<String> columns, List<Row> rows) {
    private static final String SEPARATORS = ",;\t|";
    /** What Excel reads and writes in the first line. */
    private static final Pattern STATED_SEPARATOR =
            Pattern.compile("\"?sep=([,;\t|])\"?(?=[\r\n])", Pattern.CASE_INSENSITIVE);

    /** Of the column {@code file}, the first that is there. */
    private static final List<String> SYNONYMS = List.of("filename", "file_name", "file name");

    private static final int MOST_SHOWN = 200;

    CsvTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param place file and line, for messages
     * @param cells by column; only those that the row has
     * @param problem why its cells cannot be told apart; null where they can
     */
    record Row(
            String place,
            Map<String, String> cells,
            @Nullable String problem) {
        Row {
            cells = Map.copyOf(cells);
        }

        /** Returns a cell, empty where the row is too short. */
        String cell(String column) {
            return cells.getOrDefault(column, "");
        }
    }

    /**
     * Reads a file.
     *
     * @param required columns without which it makes no sense
     * @throws IOException if it cannot be read, is no CSV, or lacks a column; the message names file and line
     */
    static CsvTable read(Path file, List<String> required) throws IOException {
        try {
            String text = TextFile.read(file);
            Matcher stated = STATED_SEPARATOR.matcher(text);
            return stated.lookingAt()
                    ? parse(file, text.substring(stated.end()), stated.group(1), required)
                    : parse(file, text, SEPARATORS, required);
        } catch (CsvParseException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** With the separator that makes the required columns of the header. */
    private static CsvTable parse(Path file, String text, String separators, List<String> required) throws IOException {
        Header best = null;
        for (int i = 0; i < separators.length(); i++) {
            Header header = header(text, separators.charAt(i)).orElse(null);
            if (header == null) {
                throw new IOException("%s is empty; expected a header with the columns %s"
                        .formatted(file, String.join(",", required)));
            }
            if (header.columns.containsAll(required)) {
                return new CsvTable(file, header.columns, rows(file, text, header));
            }
            best = best == null || header.columns.size() > best.columns.size() ? header : best;
        }
        throw noHeader(file, Objects.requireNonNull(best), required);
    }

    private static IOException noHeader(Path file, Header found, List<String> required) {
        String missing = required.stream()
                .filter(column -> !found.columns.contains(column))
                .findFirst()
                .orElseThrow();
        String line = String.join(", ", found.columns);
        return new IOException("%s, line %d: no column %s; expected a header with the columns %s, found '%s'"
                .formatted(
                        file,
                        found.line,
                        missing,
                        String.join(",", required),
                        line.substring(0, Math.min(MOST_SHOWN, line.length()))));
    }

    private static Optional<Header> header(String text, char separator) {
        return reader(text, separator).stream()
                .filter(record -> !isBlank(record))
                .findFirst()
                .map(record -> Header.of(record, separator));
    }

    private static CsvReader<CsvRecord> reader(String text, char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .trimWhitespacesAroundQuotes(true)
                .ofCsvRecord(text);
    }

    private static boolean isBlank(CsvRecord record) {
        return record.getFields().stream().allMatch(String::isBlank);
    }

    private static List<Row> rows(Path file, String text, Header header) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<String> named =
                header.columns.stream().filter(column -> !column.isEmpty()).toList();
        if (Set.copyOf(named).size() < named.size()) {
            throw new IOException("%s, line %d: a column is there twice: %s"
                    .formatted(file, header.line, String.join(", ", header.columns)));
        }
        reader(text, header.separator).stream()
                .filter(record -> record.getStartingLineNumber() > header.line && !isBlank(record))
                .forEach(record -> rows.add(row(file, record, header.columns)));
        return rows;
    }

    private static Row row(Path file, CsvRecord record, List<String> columns) {
        Map<String, String> cells = new HashMap<>();
        String problem = null;
        for (int i = 0; i < record.getFieldCount(); i++) {
            String cell = record.getField(i).strip();
            if (i < columns.size()) {
                cells.put(columns.get(i), cell);
            } else if (!cell.isEmpty()) {
                problem = "%d cells where the header has %d; put a cell that holds a separator in quotation marks"
                        .formatted(record.getFieldCount(), columns.size());
            }
            if (cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0) {
                problem = "a cell goes over several lines; is a quotation mark missing?";
            }
        }
        return new Row("%s, line %d".formatted(file, record.getStartingLineNumber()), cells, problem);
    }

    private record Header(char separator, long line, List<String> columns) {
        static Header of(CsvRecord record, char separator) {
            List<String> columns = new ArrayList<>(record.getFields().stream()
                    .map(column -> column.strip().toLowerCase(Locale.ROOT))
                    .toList());
            SYNONYMS.forEach(synonym -> {
                if (!columns.contains("file")) {
                    columns.replaceAll(name -> name.equals(synonym) ? "file" : name);
                }
            });
            return new Header(separator, record.getStartingLineNumber(), List.copyOf(columns));
        }
    }
}
