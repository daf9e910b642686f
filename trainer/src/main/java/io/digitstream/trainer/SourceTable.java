package io.digitstream.trainer;

import io.digitstream.trainer.evaluation.Evaluation;
import io.digitstream.trainer.evaluation.Share;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Evaluations of several sources as text for a terminal of 80 columns, a line each. */
record SourceTable(Map<String, Evaluation> bySource) {
    @Override
    public String toString() {
        return "%-40s%8s%9s%10s%10s%n".formatted("source", "photos", "right, %", "certain, %", "right, %")
                + bySource.entrySet().stream()
                        .map(source -> line(source.getKey(), source.getValue()))
                        .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(String name, Evaluation evaluation) {
        return "%-40s%8d%9s%10s%10s"
                .formatted(
                        name,
                        evaluation.outcomes().size(),
                        percent(evaluation.numbers()),
                        percent(evaluation.believed()),
                        percent(evaluation.believedRight()));
    }

    private static String percent(Share share) {
        return share.whole() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", 100 * share.value());
    }
}
