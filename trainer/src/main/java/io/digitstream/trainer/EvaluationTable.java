package io.digitstream.trainer;

import io.digitstream.recognizer.network.Head;
import io.digitstream.trainer.evaluation.Evaluation;
import io.digitstream.trainer.evaluation.Reliability;
import io.digitstream.trainer.evaluation.RiskCoverage;
import io.digitstream.trainer.evaluation.Share;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An evaluation as text for a terminal of 80 columns: beside each share the counts that it was made from. */
record EvaluationTable(Evaluation evaluation) {
    private static final String TOTAL = "%-30s%8s%8s%8s   %s";
    private static final String BIN = "%-20s%6s%6s%12s%9s";

    @Override
    public String toString() {
        return Stream.of(totals(), byLength(), byDigit(), byConfidence(), reliability(), confusion())
                .map(lines -> lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
    }

    private List<String> totals() {
        return List.of(
                text(TOTAL, "", "%", "count", "of", "95 % interval"),
                totalWithInterval("whole numbers right", evaluation.numbers()),
                total("digits right", evaluation.digits()),
                total("readings not uncertain", evaluation.believed()),
                totalWithInterval("  of these right", evaluation.believedRight()),
                total("coverage at 98 % accuracy", evaluation.covered(0.98)),
                total("coverage at 99 % accuracy", evaluation.covered(0.99)),
                text(TOTAL, "expected calibration error", calibrationError(), "", "", ""));
    }

    private String calibrationError() {
        return evaluation.outcomes().isEmpty()
                ? "-"
                : percent(evaluation.reliability().error());
    }

    private static String total(String what, Share share) {
        return text(TOTAL, what, percent(share), share.part(), share.whole(), "");
    }

    /** Only of photos, which are drawn one by one: digits of the same photo are right or wrong together. */
    private static String totalWithInterval(String what, Share share) {
        String interval = share.whole() == 0 ? "" : percent(share.low()) + " to " + percent(share.high());
        return text(TOTAL, what, percent(share), share.part(), share.whole(), interval);
    }

    private List<String> byLength() {
        return List.of(
                columns("true length", lengths()),
                columns("photos", evaluation.numbersByLength().stream().map(Share::whole)),
                columns(
                        "numbers right, %",
                        evaluation.numbersByLength().stream().map(EvaluationTable::percent)));
    }

    private List<String> byDigit() {
        return List.of(
                columns("true digit", IntStream.range(0, 10).boxed()),
                columns("digits", evaluation.digitsByValue().stream().map(Share::whole)),
                columns("digits right, %", evaluation.digitsByValue().stream().map(EvaluationTable::percent)));
    }

    /** The risk-coverage curve at every tenth of the photos. */
    private List<String> byConfidence() {
        RiskCoverage curve = evaluation.riskCoverage();
        List<RiskCoverage.Point> tenths = IntStream.rangeClosed(1, 10)
                .mapToObj(tenth -> curve.covering((evaluation.outcomes().size() * tenth + 9) / 10))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return List.of(
                columns("most confident", tenths.stream().map(RiskCoverage.Point::covered)),
                columns("confidence at least", tenths.stream().map(point -> text("%.2f", point.confidence()))),
                columns("right, %", tenths.stream().map(point -> percent(point.right()))));
    }

    private List<String> reliability() {
        List<String> lines = new ArrayList<>();
        lines.add(text(BIN, "confidence", "photos", "right", "right, %", "mean, %"));
        List<Reliability.Bin> bins = evaluation.reliability().bins();
        for (int i = 0; i < bins.size(); i++) {
            Reliability.Bin bin = bins.get(i);
            if (bin.photos() > 0) {
                String range = text("%.3f to %.3f", (double) i / bins.size(), (i + 1.0) / bins.size());
                lines.add(text(
                        BIN, range, bin.photos(), bin.right().part(), percent(bin.right()), percent(bin.confidence())));
            }
        }
        return lines;
    }

    private List<String> confusion() {
        List<String> lines = new ArrayList<>();
        lines.add("photos by length: true (down), read (across)");
        lines.add(columns("", lengths()));
        int[][] confusion = evaluation.lengthConfusion();
        for (int truth = 0; truth < Head.lengths(evaluation.longest()); truth++) {
            lines.add(columns(length(truth), Arrays.stream(confusion[truth]).boxed()));
        }
        return lines;
    }

    private Stream<String> lengths() {
        return IntStream.range(0, Head.lengths(evaluation.longest())).mapToObj(this::length);
    }

    private String length(int length) {
        int longest = evaluation.longest();
        return length == Head.tooLong(longest) ? ">" + longest : Integer.toString(length);
    }

    private static String columns(String name, Stream<?> values) {
        return "%-20s".formatted(name) + values.map("%6s"::formatted).collect(Collectors.joining());
    }

    static String percent(Share share) {
        return share.whole() == 0 ? "-" : percent(share.value());
    }

    private static String percent(double share) {
        return text("%.1f", 100 * share);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
