package io.digitstream.standalone.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.standalone.sending.OutgoingImage;
import io.digitstream.trainer.TrainerMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole loop: people label images, the trainer learns from them, a running processor changes over. The release in force
 * is so much worse than the shipped weights that a training of seconds beats it.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class RenewalIT {
    /** On a slow machine others come in between. */
    private static final Set<ReportKind> KINDS =
            EnumSet.of(ReportKind.PUT_IN_FORCE, ReportKind.TAKEN_OVER, ReportKind.PUBLISHED);

    @Test
    void readsWithWhatTheTrainerMadeOfPeoplesLabels(@TempDir Path folder) throws Exception {
        Release impaired = ImpairedRelease.make();
        List<OutgoingImage> images = TurnedNumbers.some(100, 102, false);
        List<OutgoingImage> few = images.subList(0, 8);
        try (RenewingSystem system = RenewingSystem.start(folder)) {
            Path file = Files.write(folder.resolve("impaired.safetensors"), impaired.write());
            assertThat(trainer(system, "publish", file.toString())).isZero();
            assertThat(system.awaitOtherWeights(ShippedWeights.load().version(), few))
                    .isEqualTo(impaired.version());
            RenewingSystem.Readings before = system.read(images);

            new LabelSender(system.connection()).send(TurnedNumbers.some(300, 103, false), UnaryOperator.identity());
            assertThat(trainer(
                            system,
                            "run",
                            "--once",
                            "--work=" + folder.resolve("work"),
                            "--new-labels=300",
                            "--count=800",
                            "--batch=16",
                            "--learning-rate=0.0001"))
                    .isZero();
            String renewed = system.awaitOtherWeights(impaired.version(), few);
            RenewingSystem.Readings after = system.read(images);

            assertThat(before.right()).isLessThan(0.6);
            assertThat(after.right()).isGreaterThan(before.right() + 0.2);
            assertThat(after.weights()).containsExactly(renewed);
            await().atMost(Duration.ofMinutes(8))
                    .untilAsserted(() -> assertThat(reports(system))
                            .extracting(TrainingReport::getKind)
                            .containsExactly(
                                    ReportKind.PUT_IN_FORCE,
                                    ReportKind.TAKEN_OVER,
                                    ReportKind.PUBLISHED,
                                    ReportKind.TAKEN_OVER));
            assertThat(reports(system).get(2).getVersion()).isEqualTo(renewed);
        }
    }

    private static List<TrainingReport> reports(RenewingSystem system) {
        return system.reports().stream()
                .filter(report -> KINDS.contains(report.getKind()))
                .toList();
    }

    private static int trainer(RenewingSystem system, String... words) {
        String[] all = new String[words.length + 1];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--bootstrap-servers=" + system.connection().bootstrapServers();
        return TrainerMain.commandLine().execute(all);
    }
}
