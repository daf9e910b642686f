package io.digitstream.standalone.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.digitstream.standalone.receiving.Result;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** The results of a run as CSV, a row a file in the order of sending; a file that is not back has a name and no more. */
public final class ResultCsv {
    private static final List<String> HEADER =
            List.of("file", "status", "digits", "confidence", "weights", "latency_ms");

    private ResultCsv() {}

    /** Writes all rows; leaves the writer open. */
    public static void write(RollCall roll, Writer to) throws IOException {
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(to);
        csv.writeRecord(HEADER);
        for (String name : roll.names()) {
            csv.writeRecord(roll.result(name).map(ResultCsv::row).orElseGet(() -> List.of(name, "", "", "", "", "")));
        }
        csv.flush();
    }

    private static List<String> row(Result result) {
        String name = result.arrival().name();
        String latency = Long.toString(result.arrival().latency().toMillis());
        if (result instanceof Result.Recognized read) {
            String confidence = String.format(Locale.ROOT, "%.4f", read.best().probability());
            return List.of(name, read.status(), read.best().digits(), confidence, read.weights(), latency);
        }
        return List.of(name, result.status(), "", "", "", latency);
    }
}
