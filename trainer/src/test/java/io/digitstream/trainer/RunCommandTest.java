package io.digitstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.trainer.cycle.WorkFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class RunCommandTest {
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "--every=soon, --every: expected a number and",
        "--every=0h, --every: expected a number and",
        "--new-labels=0, at least 1 label",
        "--new-share=2, a share from 0 to 1",
        "--keep=0, at least 1 release",
        "--name=a/b, --name: expected 1 to 80 letters",
        "--margin=-1, margin",
        "--learning-rate=0, learning rate",
        "--bootstrap-servers=here, --bootstrap-servers: expected HOST:PORT"
    })
    void refusesWhatMakesNoSense(String option, String message) {
        assertThat(run(option)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void saysThatAnotherTrainerWorksInTheFolder(@TempDir Path folder) throws IOException {
        try (WorkFolder taken = WorkFolder.open(folder)) {
            assertThat(taken).isNotNull();
            assertThat(run("--work", folder.toString())).isEqualTo(1);
        }
        assertThat(err.toString())
                .contains("another trainer works in the folder")
                .doesNotContain("\tat ");
    }

    @Test
    void saysThatNoBrokerAnswers(@TempDir Path folder) {
        assertThat(run(
                        "--once",
                        "--work",
                        folder.toString(),
                        "--bootstrap-servers",
                        "localhost:1",
                        "--connect-timeout",
                        "1"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains("no Kafka broker answers at localhost:1")
                .doesNotContain("\tat ");
    }

    private int run(String... options) {
        String[] all = new String[options.length + 1];
        all[0] = "run";
        System.arraycopy(options, 0, all, 1, options.length);
        CommandLine trainer = TrainerMain.commandLine();
        trainer.setErr(new PrintWriter(err, true));
        return trainer.execute(all);
    }
}
