package io.digitstream.trainer;

import io.digitstream.recognizer.network.Head;
import io.digitstream.trainer.evaluation.Evaluation;
import java.util.Locale;

/** An evaluation as text for a terminal. */
record EvaluationTable(Evaluation evaluation) {
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        int count = evaluation.outcomes().size();
        text.append("%d photos%n".formatted(count));
        text.append(line("whole numbers right", evaluation.accuracy()));
        text.append(line("digits right", evaluation.digitAccuracy()));
        text.append(line("coverage at 98 % accuracy", evaluation.coverage(0.98)));
        text.append("%nphotos by length: true (down), read (across)%n      ".formatted());
        for (int read = 0; read < Head.LENGTHS; read++) {
            text.append("%6s".formatted(name(read)));
        }
        int[][] confusion = evaluation.lengthConfusion();
        for (int truth = 0; truth < Head.LENGTHS; truth++) {
            text.append("%n%6s".formatted(name(truth)));
            for (int read = 0; read < Head.LENGTHS; read++) {
                text.append("%6d".formatted(confusion[truth][read]));
            }
        }
        return text.toString();
    }

    private static String line(String what, double share) {
        return String.format(Locale.ROOT, "%-26s %6.2f %%%n", what, 100 * share);
    }

    private static String name(int length) {
        return length == Head.MORE_THAN_FIVE ? ">5" : Integer.toString(length);
    }
}
