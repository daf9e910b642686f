package io.digitstream.trainer;

import io.digitstream.trainer.evaluation.Evaluation;
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
                        EvaluationTable.percent(evaluation.numbers()),
                        EvaluationTable.percent(evaluation.believed()),
                        EvaluationTable.percent(evaluation.believedRight()));
    }
}
