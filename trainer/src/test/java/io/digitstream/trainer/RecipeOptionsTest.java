package io.digitstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.trainer.training.AbsentDigits;
import io.digitstream.trainer.training.LossCombination;
import io.digitstream.trainer.training.Objective;
import io.digitstream.trainer.training.Optimization;
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

final class RecipeOptionsTest {
    @Command
    private static final class Options {
        @ArgGroup(validate = false)
        private RecipeOptions recipe = new RecipeOptions();
    }

    private static RecipeOptions parse(String... arguments) {
        Options options = new Options();
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return options.recipe;
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seed-free", "--batch=64", "--loss=sum"})
    void haveTheDefaultsThatHelpNames(String argument) {
        RecipeOptions recipe = argument.equals("--seed-free") ? parse() : parse(argument);
        assertThat(recipe.count).isEqualTo(300_000);
        assertThat(recipe.batch).isEqualTo(64);
        assertThat(recipe.dropout).isEqualTo(0.1);
        assertThat(recipe.optimization()).isEqualTo(new Optimization(0.002, 0.05, 10, 0.999, 2));
        assertThat(recipe.objective()).isEqualTo(new Objective(new LossCombination.Sum(), 0, AbsentDigits.LEARN));
        StringWriter help = new StringWriter();
        TrainerMain.commandLine().setOut(new PrintWriter(help)).execute("train", "--help");
        assertThat(help.toString())
                .doesNotContain("null")
                .containsSubsequence(
                        "Data and release:",
                        "--out",
                        "Recipe:",
                        "--count",
                        "300000",
                        "--batch",
                        "64",
                        "--replicas",
                        "2",
                        "--learning-rate",
                        "0.002",
                        "--weight-decay",
                        "0.05",
                        "--clip",
                        "10",
                        "--average",
                        "0.999",
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
    void sayEverythingThatARecipeNeeds() {
        RecipeOptions recipe = parse(
                "--count=100",
                "--batch=10",
                "--replicas=3",
                "--learning-rate=0.1",
                "--weight-decay=0.2",
                "--clip=1",
                "--average=0.9",
                "--dropout=0",
                "--smoothing=0.1",
                "--absent-digits=ignore",
                "--loss=weighted",
                "--head-weights=1,2,3,4,5,6");
        assertThat(recipe.optimization()).isEqualTo(new Optimization(0.1, 0.2, 1, 0.9, 3));
        assertThat(recipe.objective())
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
                "--replicas=0 | at least one replica is needed, not 0",
                "--learning-rate=-1 --clip=0 | the learning rate must be positive, not -1.0; the longest gradient must be positive, not 0.0",
                "--replicas=65 | a batch must have an image for each of 65 replicas, not 64",
                "--dropout=1 --count=63 | a run must have the 64 images of a batch, not 63; dropout must lie in [0, 1), not 1.0",
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
