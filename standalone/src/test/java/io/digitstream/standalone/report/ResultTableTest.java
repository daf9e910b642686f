package io.digitstream.standalone.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.recognizer.sequence.ReadingStatus;
import io.digitstream.standalone.receiving.Result;
import io.digitstream.standalone.receiving.Results;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** What people see. */
final class ResultTableTest {
    @Test
    void showsPlainLinesWhereOutputIsNoTerminal() {
        assertThat(table(Ansi.OFF, StandardCharsets.UTF_8, Results.SENT))
                .containsExactly(
                        "time      image                       digits  status          confidence  truth          latency  weights",
                        "10:15:30  a.png                       17      READ                0.9877  17       ✓      250 ms  v7",
                        "10:15:30  ...very-long-name-of-b.png  17      READ                0.9877  18       ✗      250 ms  v7",
                        "10:15:30  c.gif                               REJECTED                                    250 ms  UNSUPPORTED_IMAGE",
                        "3 images, 1 of 2 right (50.0 %), 0.0 images/s");
    }

    @Test
    void namesTheBestGuessWhereThereAreNoDigitsToShow() {
        StringWriter out = new StringWriter();
        ResultTable table =
                new ResultTable(new PrintWriter(out), Ansi.OFF, StandardCharsets.UTF_8, ZoneOffset.UTC, Results.SENT);
        table.show(Results.moreThanFive("a.png", ReadingStatus.UNCERTAIN));
        table.show(Results.noNumber("b.png", ReadingStatus.NO_NUMBER));
        assertThat(out.toString().lines().skip(1))
                .satisfiesExactly(
                        row -> assertThat(row).contains("  >5      UNCERTAIN"),
                        row -> assertThat(row).contains("  none    NO_NUMBER"));
    }

    @Test
    void namesAnImageWithoutKeyByItsPosition() {
        StringWriter out = new StringWriter();
        ResultTable table =
                new ResultTable(new PrintWriter(out), Ansi.OFF, StandardCharsets.UTF_8, ZoneOffset.UTC, Results.SENT);
        table.show(Results.keyless(new ImagePosition("images", 3, 17)));
        table.show(Results.keyless(null));
        assertThat(out.toString().lines().skip(1))
                .satisfiesExactly(
                        row -> assertThat(row).contains("  images-3@17  ").doesNotContain(" ms"),
                        row -> assertThat(row).doesNotContain("@"));
    }

    @Test
    void usesLettersWhereTheOutputHasNoSigns() {
        assertThat(table(Ansi.OFF, StandardCharsets.US_ASCII, Results.SENT).get(1))
                .contains("  17       y  ");
    }

    @Test
    void leavesOutTheLatencyOfImagesSentBeforeAnybodyWatched() {
        assertThat(table(Ansi.OFF, StandardCharsets.UTF_8, Results.SENT.plusSeconds(1)))
                .noneMatch(line -> line.contains("250 ms"));
    }

    @Test
    void coloursTheSignsOnATerminal() {
        assertThat(table(Ansi.ON, StandardCharsets.UTF_8, Results.SENT)).anyMatch(line -> line.contains("\u001B[32m✓"));
    }

    private static List<String> table(Ansi ansi, Charset charset, Instant begun) {
        StringWriter out = new StringWriter();
        ResultTable table = new ResultTable(new PrintWriter(out), ansi, charset, ZoneOffset.UTC, begun);
        List<Result> results = List.of(
                Results.readAgainst("a.png", "17", "17"),
                Results.readAgainst("folder/with/a/very-long-name-of-b.png", "17", "18"),
                Results.rejected("c.gif"));
        results.forEach(table::show);
        table.end();
        return out.toString().lines().toList();
    }
}
