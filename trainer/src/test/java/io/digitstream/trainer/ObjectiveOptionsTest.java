package io.digitstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.trainer.training.AbsentDigits;
import io.digitstream.trainer.training.LossCombination;
import io.digitstream.trainer.training.Objective;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

final class ObjectiveOptionsTest {
    @Command
    private static final class Options {
        @ArgGroup(validate = false)
        private ObjectiveOptions objective = new ObjectiveOptions();
    }

    private static ObjectiveOptions parse(String... arguments) {
        Options options = new Options();
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return options.objective;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--loss=sum"})
    void haveTheDefaultsThatHelpNames(String argument) {
        ObjectiveOptions objective = argument.isEmpty() ? parse() : parse(argument);
        assertThat(objective.dropout).isEqualTo(0.1);
        assertThat(objective.objective()).isEqualTo(new Objective(new LossCombination.Sum(), 0, AbsentDigits.LEARN));
        StringWriter help = new StringWriter();
        TrainerMain.commandLine().setOut(new PrintWriter(help)).execute("train", "--help");
        assertThat(help.toString())
                .doesNotContain("null")
                .containsSubsequence(
                        "Data and release:",
                        "--out",
                        "Schedule:",
                        "--count",
                        "Objective:",
                        "--dropout",
                        "0.1",
                        "--smoothing",
                        "0",
                        "--absent-digits",
                        "learn",
                        "--loss",
                        "sum");
    }

    @Test
    void sayEverythingThatAnObjectiveNeeds() {
        ObjectiveOptions objective = parse(
                "--dropout=0",
                "--smoothing=0.1",
                "--absent-digits=ignore",
                "--loss=weighted",
                "--head-weights=1,2,3,4,5,6");
        assertThat(objective.dropout).isZero();
        assertThat(objective.objective())
                .isEqualTo(new Objective(
                        new LossCombination.Weighted(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0)), 0.1, AbsentDigits.IGNORE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--loss=weighted", "--head-weights=1,1,1,1,1,1", "--loss=geometric --head-weights=1,1,1,1,1,1"})
    void needWeightsForTheWeightedLossAndForNoOther(String arguments) {
        assertThatThrownBy(() -> parse(arguments.split(" ")).objective())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--loss weighted and --head-weights belong together");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--dropout=1 | dropout must lie in [0, 1), not 1.0",
                "--dropout=1 --count=63 | a run must have the 64 images of a batch, not 63; dropout must lie in [0, 1), not 1.0",
                "--smoothing=2 | label smoothing must lie in [0, 1), not 2.0",
                "--loss=sideways | expected one of",
            })
    void areRefusedWithEverythingThatIsWrong(String arguments, String message) {
        StringWriter errors = new StringWriter();
        int exitCode = TrainerMain.commandLine()
                .setErr(new PrintWriter(errors))
                .execute(("train --drawn=1 --out=unused " + arguments).split(" "));
        assertThat(errors.toString()).contains(message);
        assertThat(exitCode).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
