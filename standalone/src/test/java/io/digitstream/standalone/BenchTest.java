package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.engine.Scorer;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.standalone.bench.Agreement;
import io.digitstream.standalone.bench.BenchTable;
import io.digitstream.standalone.bench.EngineBenchmark;
import io.digitstream.standalone.bench.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What benchmarks make of what they measure. */
final class BenchTest {
    private static final Pixels BLACK =
            new Pixels(ShippedWeights.load().networks().reading().input(), new byte[3 * 48 * 64]);

    @Test
    void aTableIsWrittenForMachinesAndForPeople(@TempDir Path folder) throws Exception {
        BenchTable table = BenchTable.of("speed", "system", "images/s").charting("images/s");
        assertThat(table.header()).isEqualTo("system       images/s");
        assertThat(table.add("ours", 7)).isEqualTo("ours         7");
        table.write(folder, new Environment("a processor", 2, "Linux", "a JVM", LocalDate.EPOCH));
        assertThat(Files.readString(folder.resolve("speed.csv"))).isEqualTo("system,images/s\nours,7\n");
        assertThat(Files.readString(folder.resolve("speed.md"))).isEqualTo("""
                        a processor, 2 cores, Linux, a JVM, 1970-01-01

                        | system | images/s |
                        | --- | --- |
                        | ours | 7 |
                        """);
        // Texts are outlines in it.
        assertThat(Files.readString(folder.resolve("speed.svg")))
                .contains("<svg")
                .contains("rgb(31,95,168)");
    }

    @Test
    void aLongCellStandsApartFromTheNext() {
        assertThat(BenchTable.of("speed", "system", "images/s").add("of a long name", 7))
                .isEqualTo("of a long name  7");
    }

    @Test
    void anEngineIsAskedForWholeBatchesEvenIfThereAreFewerCrops() {
        List<Integer> sizes = new ArrayList<>();
        Scorer engine = batch -> {
            sizes.add(batch.size());
            return Collections.nCopies(batch.size(), scores(0.5f));
        };
        assertThat(new EngineBenchmark(List.of(BLACK), 1).cropsASecond(engine, 4))
                .isPositive();
        assertThat(sizes).containsOnly(4);
    }

    @Test
    void enginesAgreeAsFarAsTheirProbabilitiesDo() {
        Agreement agreement = Agreement.of(
                batch -> Collections.nCopies(batch.size(), scores(0.625f)),
                batch -> Collections.nCopies(batch.size(), scores(0.875f)),
                ShippedWeights.load().reader(),
                Collections.nCopies(40, BLACK));
        assertThat(agreement.crops()).isEqualTo(40);
        assertThat(agreement.difference()).isEqualTo(0.25);
        assertThat(agreement.sameReadings()).isEqualTo(40);
    }

    /** Of a number of one digit, which is a 3 with this probability, and a 4 otherwise. */
    private static Scores scores(float three) {
        float[][] heads = new float[Head.of(5).size()][];
        for (int head = 0; head < heads.length; head++) {
            heads[head] = new float[Head.of(5).get(head).classes()];
            if (head > 1) {
                heads[head][Head.NO_DIGIT] = 1;
            }
        }
        heads[0][1] = 1;
        heads[1][3] = three;
        heads[1][4] = 1 - three;
        return new Scores(heads);
    }
}
