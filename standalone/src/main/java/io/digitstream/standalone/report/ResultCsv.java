package io.digitstream.standalone.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.digitstream.recognizer.image.Region;
import io.digitstream.standalone.receiving.Result;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The results of a run as CSV, a row a file in the order of sending; a file that is not back has a name and no more. The
 * region is in pixels of the stored image, and empty where none is known.
 */
public final class ResultCsv {
    private static final List<String> HEADER = List.of(
            "file",
            "status",
            "digits",
            "confidence",
            "weights",
            "latency_ms",
            "left",
            "top",
            "width",
            "height",
            "located");
    private static final List<String> NO_PLACE = List.of("", "", "", "", "");

    private ResultCsv() {}

    /** Writes all rows; leaves the writer open. */
    public static void write(RollCall roll, Writer to) throws IOException {
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(to);
        csv.writeRecord(HEADER);
        for (String name : roll.names()) {
            csv.writeRecord(roll.result(name)
                    .map(result ->
                            row(name, result, Long.toString(roll.latency(name).toMillis())))
                    .orElseGet(() -> joined(List.of(name, "", "", "", "", ""), NO_PLACE)));
        }
        csv.flush();
    }

    private static List<String> row(String name, Result result, String latency) {
        if (result instanceof Result.Recognized read) {
            String confidence = String.format(Locale.ROOT, "%.4f", read.best().probability());
            return joined(
                    List.of(name, read.status(), read.best().digits(), confidence, read.weights(), latency),
                    place(read));
        }
        return joined(List.of(name, result.status(), "", "", "", latency), NO_PLACE);
    }

    private static List<String> joined(List<String> reading, List<String> place) {
        return Stream.concat(reading.stream(), place.stream()).toList();
    }

    /** Region and who found it, which says nothing without a region. */
    private static List<String> place(Result.Recognized read) {
        Region region = read.region();
        return region == null
                ? NO_PLACE
                : List.of(
                        Integer.toString(region.left()),
                        Integer.toString(region.top()),
                        Integer.toString(region.width()),
                        Integer.toString(region.height()),
                        Boolean.toString(read.located()));
    }
}
