package io.digitstream.standalone.bench;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** What a benchmark has measured, a row a case. One thread. */
public final class BenchTable {
    private static final int NARROWEST = 11;

    private final String name;
    private final List<String> columns;
    private final List<String> charted;
    private final List<List<String>> rows = new ArrayList<>();

    private BenchTable(String name, List<String> charted, List<String> columns) {
        this.name = name;
        this.charted = List.copyOf(charted);
        this.columns = List.copyOf(columns);
    }

    /**
     * A table without rows.
     *
     * @param name of the files that it is written to
     */
    public static BenchTable of(String name, String... columns) {
        return new BenchTable(name, List.of(), List.of(columns));
    }

    /**
     * The same table with a chart.
     *
     * @param values columns that become bars; those before the first of them name the cases
     */
    public BenchTable charting(String... values) {
        return new BenchTable(name, List.of(values), columns);
    }

    /** @return the row as a line of text, columns of equal width */
    public String add(Object... cells) {
        List<String> row = List.of(cells).stream().map(Object::toString).collect(Collectors.toList());
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException("%d cells for %d columns".formatted(row.size(), columns.size()));
        }
        rows.add(row);
        return line(row);
    }

    /** The columns' names as a line of text. */
    public String header() {
        return line(columns);
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(("%-" + Math.max(NARROWEST, columns.get(i).length()) + "s  ").formatted(cells.get(i)));
        }
        return line.toString().stripTrailing();
    }

    /** Writes {@code NAME.csv}, {@code NAME.md}, which begins with what it was measured on, and {@code NAME.svg}. */
    public void write(Path folder, Environment environment) {
        try {
            Files.createDirectories(folder);
            try (CsvWriter csv =
                    CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(folder.resolve(name + ".csv"))) {
                csv.writeRecord(columns);
                rows.forEach(csv::writeRecord);
            }
            Files.writeString(folder.resolve(name + ".md"), environment + "\n\n" + markdown());
            if (!charted.isEmpty()) {
                chart(environment).write(folder.resolve(name + ".svg"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the results cannot be written to " + folder, e);
        }
    }

    private BenchChart chart(Environment environment) {
        BenchChart chart = new BenchChart(name + ": " + environment);
        int naming = columns.indexOf(charted.get(0));
        List<String> cases = rows.stream()
                .map(row -> String.join(" ", row.subList(0, naming)))
                .toList();
        for (String column : charted) {
            int at = columns.indexOf(column);
            chart.add(
                    column,
                    cases,
                    rows.stream().map(row -> Double.valueOf(row.get(at))).toList());
        }
        return chart;
    }

    private String markdown() {
        List<List<String>> lines = new ArrayList<>(List.of(columns, Collections.nCopies(columns.size(), "---")));
        lines.addAll(rows);
        return lines.stream()
                .map(row -> "| " + String.join(" | ", row) + " |\n")
                .collect(Collectors.joining());
    }
}
