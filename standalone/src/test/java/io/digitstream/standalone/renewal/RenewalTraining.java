package io.digitstream.standalone.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.standalone.sending.OutgoingImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Teaches a running system a kind of number that the shipped weights cannot read, and prints what came of it: a training of
 * minutes, with its command and its result in docs/renewal.md. No test of the build.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
final class RenewalTraining {
    private static final String SHIPPED = ShippedWeights.load().version();

    @Test
    void readsTurnedNumbersAfterwards(@TempDir Path folder) throws Exception {
        List<OutgoingImage> turned = TurnedNumbers.some(300, 101, true);
        List<OutgoingImage> upright = TurnedNumbers.some(300, 102, false);
        try (RenewingSystem system = RenewingSystem.start(folder)) {
            RenewingSystem.Readings turnedBefore = system.read(turned);
            RenewingSystem.Readings uprightBefore = system.read(upright);
            new LabelSender(system.connection()).send(TurnedNumbers.some(3_000, 103, true), UnaryOperator.identity());

            try (TrainerProcess trainer = TrainerProcess.start(
                    folder,
                    system.connection().bootstrapServers(),
                    List.of("--once", "--new-labels", "1000", "--count", "64000", "--learning-rate", "0.002"))) {
                int exit = trainer.await(100);
                System.out.println(trainer.log());
                assertThat(exit).isZero();
            }
            String renewed = system.awaitOtherWeights(SHIPPED, upright.subList(0, 8));
            RenewingSystem.Readings turnedAfter = system.read(turned);
            RenewingSystem.Readings uprightAfter = system.read(upright);

            System.out.printf(
                    Locale.ROOT,
                    "renewal: turned numbers %.1f %% -> %.1f %%, upright ones %.1f %% -> %.1f %%%n",
                    100 * turnedBefore.right(),
                    100 * turnedAfter.right(),
                    100 * uprightBefore.right(),
                    100 * uprightAfter.right());
            system.reports().forEach(report -> System.out.println(report.getKind() + " " + report.getReason()));
            assertThat(turnedBefore.right()).isLessThan(0.5);
            assertThat(turnedAfter.right()).isGreaterThan(0.8);
            assertThat(uprightAfter.right()).isGreaterThan(uprightBefore.right() - 0.02);
            assertThat(turnedAfter.weights()).containsExactly(renewed);
            assertThat(system.reports())
                    .extracting(TrainingReport::getKind)
                    .containsExactly(ReportKind.PUT_IN_FORCE, ReportKind.PUBLISHED, ReportKind.TAKEN_OVER);
        }
    }
}
