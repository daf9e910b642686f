package io.digitstream.trainer;

import static io.digitstream.trainer.evaluation.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.trainer.evaluation.Evaluation;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EvaluationTableTest {
    @Test
    void saysAllWithCounts() {
        String table = new EvaluationTable(new Evaluation(List.of(
                        outcome("12", "12", 0.95, 0.5),
                        outcome("7", "1", 0.9, 0.5),
                        outcome("123456", ">5", 0.8, 0.5),
                        outcome("", "", 0.3, 0.5))))
                .toString();
        assertThat(table).isEqualTo("""
                                                             %   count      of   95 % interval
                        whole numbers right               75.0       3       4   30.1 to 95.4
                        digits right                      66.7       2       3
                        readings not uncertain            75.0       3       4
                          of these right                  66.7       2       3   20.8 to 93.9
                        coverage at 98 % accuracy         25.0       1       4
                        coverage at 99 % accuracy         25.0       1       4
                        expected calibration error        46.3

                        true length              0     1     2     3     4     5    >5
                        photos                   1     1     1     0     0     0     1
                        numbers right, %     100.0   0.0 100.0     -     -     - 100.0

                        true digit               0     1     2     3     4     5     6     7     8     9
                        digits                   0     1     1     0     0     0     0     1     0     0
                        digits right, %          - 100.0 100.0     -     -     -     -   0.0     -     -

                        most confident           1     2     3     4
                        confidence at least   0.95  0.90  0.80  0.30
                        right, %             100.0  50.0  66.7  75.0

                        confidence          photos right    right, %  mean, %
                        0.267 to 0.333           1     1       100.0     30.0
                        0.733 to 0.800           1     1       100.0     80.0
                        0.867 to 0.933           1     0         0.0     90.0
                        0.933 to 1.000           1     1       100.0     95.0

                        photos by length: true (down), read (across)
                                                 0     1     2     3     4     5    >5
                        0                        1     0     0     0     0     0     0
                        1                        0     1     0     0     0     0     0
                        2                        0     0     1     0     0     0     0
                        3                        0     0     0     0     0     0     0
                        4                        0     0     0     0     0     0     0
                        5                        0     0     0     0     0     0     0
                        >5                       0     0     0     0     0     0     1
                        """.stripTrailing());
    }

    @Test
    void makesNoFiguresOfNothing() {
        assertThat(new EvaluationTable(new Evaluation(List.of())).toString())
                .contains("whole numbers right                  -       0       0")
                .contains("expected calibration error           -")
                .doesNotContain("NaN");
    }

    @Test
    void fitsATerminal() {
        Evaluation many = new Evaluation(Collections.nCopies(99_999, outcome("12345", "12345", 1)));
        assertThat(new EvaluationTable(many).toString().lines()).allMatch(line -> line.length() <= 80);
    }
}
