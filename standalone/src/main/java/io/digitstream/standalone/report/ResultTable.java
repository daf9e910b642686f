package io.digitstream.standalone.report;

import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.standalone.receiving.Arrival;
import io.digitstream.standalone.receiving.Result;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Results as a table for people: a row each, and on a terminal the count so far in the line below. One thread. */
public final class ResultTable implements ResultView {
    private static final String ROW = "%-8s  %-26s  %-6s  %-14s  %10s  %-8s %s  %10s  %s";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int LONGEST_NAME = 26;
    private static final String CLEAR_LINE = "\r\u001B[2K";

    private final PrintWriter out;
    private final Ansi ansi;
    private final ZoneId zone;
    private final Instant begun;
    private final String right;
    private final String wrong;
    private final Tally tally = new Tally();

    /**
     * Prints the head of the table.
     *
     * @param ansi off for plain lines
     * @param charset of the output: there are signs that not every one has
     * @param begun the latency of images that were sent before is not known
     */
    public ResultTable(PrintWriter out, Ansi ansi, Charset charset, ZoneId zone, Instant begun) {
        this.out = out;
        this.ansi = ansi;
        this.zone = zone;
        this.begun = begun;
        boolean signs = charset.canEncode() && charset.newEncoder().canEncode("✓✗");
        this.right = ansi.string("@|green " + (signs ? "✓" : "y") + "|@");
        this.wrong = ansi.string("@|bold,red " + (signs ? "✗" : "n") + "|@");
        out.println(
                ROW.formatted("time", "image", "digits", "status", "confidence", "truth", " ", "latency", "weights"));
    }

    @Override
    public void show(Result result) {
        tally.add(result);
        String row = row(result);
        out.println(ansi.enabled() ? CLEAR_LINE + row : row);
        if (ansi.enabled()) {
            out.print(tally.line());
        }
        out.flush();
    }

    private String row(Result result) {
        String time = TIME.format(result.arrival().arrivedAt().atZone(zone));
        String name = tail(name(result.arrival()));
        String truth = truth(result.arrival().truth());
        if (result instanceof Result.Recognized read) {
            String confidence = String.format(Locale.ROOT, "%.4f", read.best().probability());
            return ROW.formatted(
                    time,
                    name,
                    guess(read.best()),
                    read.status(),
                    confidence,
                    truth,
                    mark(result),
                    latency(result),
                    read.weights());
        }
        String reason = result instanceof Result.Rejected rejected ? rejected.reason() : "";
        return ROW.formatted(time, name, "", result.status(), "", truth, mark(result), latency(result), reason);
    }

    /** The image's key, or its position where it has none. */
    private static String name(Arrival arrival) {
        boolean keyless = arrival.name().isEmpty() && arrival.origin().position() != null;
        return keyless ? String.valueOf(arrival.origin().position()) : arrival.name();
    }

    private static String guess(Candidate best) {
        return best.length() == 0 ? "none" : best.isTooLong() ? ">" + (best.length() - 1) : best.digits();
    }

    private static String truth(@Nullable String truth) {
        return truth == null ? "" : truth.isEmpty() ? "none" : truth;
    }

    private String mark(Result result) {
        String truth = result.arrival().truth();
        return truth == null ? " " : result.isRight(truth) ? right : wrong;
    }

    private String latency(Result result) {
        return result.arrival()
                .latencySince(begun)
                .map(latency -> latency.toMillis() + " ms")
                .orElse("");
    }

    /** The end of a name says more than its beginning. */
    private static String tail(String name) {
        return name.length() <= LONGEST_NAME ? name : "..." + name.substring(name.length() - LONGEST_NAME + 3);
    }

    @Override
    public void end() {
        out.println((ansi.enabled() ? CLEAR_LINE : "") + tally.line());
        out.flush();
    }
}
