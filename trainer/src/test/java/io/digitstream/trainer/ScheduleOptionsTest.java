package io.digitstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.trainer.training.Optimization;
import io.digitstream.trainer.training.Schedule;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

final class ScheduleOptionsTest {
    @Command
    private static final class Options {
        @ArgGroup(validate = false)
        private ScheduleOptions schedule = new ScheduleOptions();
    }

    private static Schedule parse(String... arguments) {
        Options options = new Options();
        new CommandLine(options).parseArgs(arguments);
        return options.schedule.schedule(7);
    }

    @Test
    void haveTheirDefaultsWhetherOneIsGivenOrNone() {
        Schedule expected = new Schedule(300_000, 64, new Optimization(0.002, 0.05, 10, 0.999, 2), 7);
        assertThat(parse()).isEqualTo(expected);
        assertThat(parse("--batch=64")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "train-locator"})
    void haveTheDefaultsThatHelpNames(String command) {
        StringWriter help = new StringWriter();
        TrainerMain.commandLine().setOut(new PrintWriter(help)).execute(command, "--help");
        assertThat(help.toString())
                .doesNotContain("null")
                .containsSubsequence(
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
                        "0.999");
    }

    @Test
    void sayEverythingThatAScheduleNeeds() {
        assertThat(parse(
                        "--count=100",
                        "--batch=10",
                        "--replicas=3",
                        "--learning-rate=0.1",
                        "--weight-decay=0.2",
                        "--clip=1",
                        "--average=0.9"))
                .isEqualTo(new Schedule(100, 10, new Optimization(0.1, 0.2, 1, 0.9, 3), 7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--replicas=0 | at least one replica is needed, not 0",
                "--learning-rate=-1 --clip=0 | the learning rate must be positive, not -1.0; the longest gradient must be positive, not 0.0",
                "--replicas=65 | a batch must have an image for each of 65 replicas, not 64",
                "--batch=1 --count=0 | a batch must have an image for each of 2 replicas, not 1; a run must have the 1 images of a batch, not 0",
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
