package io.digitstream.trainer;

import io.digitstream.trainer.evaluation.Share;
import io.digitstream.trainer.evaluation.WholeEvaluation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the numbers of whole photos were found, as text for a terminal of 80 columns. */
record WholeTable(WholeEvaluation evaluation) {
    @Override
    public String toString() {
        Share found = evaluation.found();
        return String.join(
                "\n",
                String.format(
                        Locale.ROOT,
                        "%-30s%8s%8d%8d   %s to %s",
                        "numbers found (IoU >= 0.5)",
                        percent(found.value()),
                        found.part(),
                        found.whole(),
                        percent(found.low()),
                        percent(found.high())),
                String.format(Locale.ROOT, "%-30s%8s", "mean overlap (IoU)", percent(evaluation.meanOverlap())),
                "",
                columns("height, pixels from", WholeEvaluation.HEIGHTS),
                columns(
                        "photos",
                        evaluation.foundByHeight().stream().map(Share::whole).toList()),
                columns("found, %", percents(evaluation.foundByHeight())),
                columns("numbers right, %", percents(evaluation.numbersByHeight())));
    }

    private static List<String> percents(List<Share> shares) {
        return shares.stream()
                .map(share -> share.whole() == 0 ? "-" : percent(share.value()))
                .toList();
    }

    private static String columns(String name, List<?> values) {
        return "%-20s".formatted(name) + values.stream().map("%7s"::formatted).collect(Collectors.joining());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
