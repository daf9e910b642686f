package io.digitstream.standalone.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.sequence.ReadingStatus;
import io.digitstream.standalone.receiving.Result;
import io.digitstream.standalone.receiving.Results;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run leaves: its CSV and its last line. */
final class ReadReportTest {
    private final Locale before = Locale.getDefault();

    @BeforeEach
    void writeDecimalCommasByDefault() {
        Locale.setDefault(Locale.GERMANY);
    }

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    @Test
    void writesARowAFileInTheOrderOfSending() throws IOException {
        RollCall roll = run(
                List.of("b.png", "a, b.png", "c.gif", "d.png", "e.png", "f.png"),
                Results.moreThanFive("d.png", ReadingStatus.UNCERTAIN),
                Results.rejected("c.gif"),
                Results.readAt("f.png", "5", new Region(10, 20, 30, 40), false),
                Results.readAt("a, b.png", "007", new Region(-1, 2, 30, 20), true),
                Results.read("b.png", "17"));
        StringWriter csv = new StringWriter();
        ResultCsv.write(roll, csv);
        assertThat(csv).hasToString("""
                        file,status,digits,confidence,weights,latency_ms,left,top,width,height,located
                        b.png,READ,17,0.9877,v7,250,,,,,
                        "a, b.png",READ,007,0.9877,v7,250,-1,2,30,20,true
                        c.gif,REJECTED,,,,250,,,,,
                        d.png,UNCERTAIN,,0.5000,v7,250,,,,,
                        e.png,,,,,,,,,,
                        f.png,READ,5,0.9877,v7,250,10,20,30,40,false
                        """);
    }

    @Test
    void saysOfEachRejectedFileWhatIsWrongWithIt() {
        RollCall roll = run(
                List.of("a.heic", "b.png", "c.gif"),
                Results.rejected("c.gif"),
                Results.read("b.png", "1"),
                Results.rejected("a.heic"));
        String message = ((Result.Rejected) Results.rejected("c.gif")).message();
        assertThat(roll.rejected()).containsExactly("a.heic: " + message, "c.gif: " + message);
    }

    @Test
    void endsWithTheShareThatIsRight() {
        RollCall roll =
                run(List.of("a", "b", "c"), Results.read("a", "1"), Results.read("b", "2"), Results.rejected("c"));
        Map<String, String> labels = Map.of("a", "1", "b", "3", "c", "4");
        assertThat(ReadSummary.of(roll, labels).line())
                .isEqualTo("read 3 of 3, accuracy 0.3333 of 3 labelled, 12.0 images/s");
    }

    @Test
    void countsALabelledFileThatIsNotBackAsWrong() {
        RollCall roll = run(List.of("a", "b"), Results.read("a", "1"));
        assertThat(ReadSummary.of(roll, Map.of("a", "1", "b", "2")).line())
                .isEqualTo("read 1 of 2, accuracy 0.5000 of 2 labelled, 4.0 images/s");
        assertThat(roll.missing()).containsExactly("b");
        assertThat(roll.soFar()).isEqualTo("1 of 2 back");
    }

    @Test
    void endsWithoutAccuracyWhereThereAreNoLabels() {
        assertThat(ReadSummary.of(run(List.of("a")), null).line()).isEqualTo("read 0 of 1, 0.0 images/s");
    }

    @Test
    void takesOnlyTheFirstResultOfAFileThatItWaitsFor() {
        RollCall roll = run(List.of("a"), Results.read("a", "1"));
        assertThat(roll.returned(Results.read("a", "2"))).isFalse();
        assertThat(roll.returned(Results.keyless(null))).isFalse();
        assertThat(roll.returned(Results.read("somebody else's", "2"))).isFalse();
        assertThat(ReadSummary.of(roll, Map.of("a", "1")).line()).startsWith("read 1 of 1, accuracy 1.0000 of 1");
    }

    /** The broker's answer to the sender and the result come by different ways. */
    @Test
    void takesAResultThatComesBeforeItIsKnownWhereTheFileIs() {
        RollCall roll = new RollCall(List.of("a"));
        roll.sent("a", Results.SENT);
        assertThat(roll.returned(Results.read("a", "1"))).isFalse();
        assertThat(roll.underWay()).isOne();
        roll.written("a", Results.position("a"));
        assertThat(roll.underWay()).isZero();
        assertThat(roll.latency("a")).hasMillis(250);
    }

    @Test
    void keepsTheNewestOfManyResultsOfOthers() {
        RollCall roll = new RollCall(List.of("a"));
        roll.sent("a", Results.SENT);
        for (int i = 0; i < 3 * RollCall.MOST_EARLY; i++) {
            assertThat(roll.returned(Results.read("other-" + i, "1"))).isFalse();
        }
        assertThat(roll.returned(Results.read("a", "1"))).isFalse();
        for (int i = 1; i < RollCall.MOST_EARLY; i++) {
            assertThat(roll.returned(Results.read("later-" + i, "1"))).isFalse();
        }
        roll.written("a", Results.position("a"));
        assertThat(roll.underWay()).isZero();
    }

    @Test
    void knowsAFileByItsPositionAlone() {
        RollCall roll = new RollCall(List.of("a", "b"));
        roll.sent("a", Results.SENT);
        roll.sent("b", Results.SENT.minusSeconds(1));
        roll.written("a", Results.position("x"));
        roll.written("b", Results.position("a"));
        assertThat(roll.returned(Results.read("a", "1"))).isTrue();
        assertThat(roll.missing()).containsExactly("a");
        assertThat(roll.latency("b")).hasMillis(1_250);
    }

    @Test
    void doesNotWaitForAFileThatCannotBeSent() {
        RollCall roll = run(List.of("a", "b"));
        roll.refused("a");
        assertThat(roll.underWay()).isEqualTo(1);
        assertThat(roll.missing()).containsExactly("a", "b");
        assertThat(roll.lost()).containsExactly("b");
    }

    private static RollCall run(List<String> names, Result... results) {
        RollCall roll = new RollCall(names);
        names.forEach(name -> {
            roll.sent(name, Results.SENT);
            roll.written(name, Results.position(name));
        });
        List.of(results).forEach(roll::returned);
        return roll;
    }
}
