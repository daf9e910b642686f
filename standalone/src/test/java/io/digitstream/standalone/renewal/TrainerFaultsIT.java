package io.digitstream.standalone.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.standalone.sending.OutgoingImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A trainer that is killed in each phase of its cycle, one that is there twice, and one that is told nonsense. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class TrainerFaultsIT {
    private static final String SHIPPED = ShippedWeights.load().version();
    private static final List<OutgoingImage> TURNED = TurnedNumbers.some(400, 203, true);

    @Test
    void aKillInAnyPhaseLosesNothingAndNothingIsPublishedTwice(@TempDir Path folder) throws Exception {
        try (RenewingSystem system = RenewingSystem.start(folder)) {
            new LabelSender(system.connection()).send(TURNED, UnaryOperator.identity());
            Path work = folder.resolve("work");
            Map<String, Callable<Boolean>> phases = new LinkedHashMap<>();
            phases.put("before it collects", () -> Files.exists(work.resolve("lock")));
            phases.put("while it collects", () -> Files.exists(work.resolve("plan.properties")));
            phases.put("while it trains", () -> Files.exists(work.resolve("training.checkpoint")));
            phases.put("while it compares", () -> Files.exists(work.resolve("challenger.safetensors")));
            for (Map.Entry<String, Callable<Boolean>> phase : phases.entrySet()) {
                killOnce(folder, system, phase.getKey(), phase.getValue());
                assertThat(decisions(system)).as(phase.getKey()).isEmpty();
            }
            // The commit takes some tenths of a second: these fall before, into and behind it.
            for (int millis : List.of(0, 100, 250)) {
                killWhileItPublishes(folder, system, millis);
            }
            try (TrainerProcess last = start(folder, system, "2400")) {
                assertThat(last.await(20)).as(last.log()).isZero();
                assertThat(last.log()).contains("Going on with the training at step 100 of 150");
            }
            assertThat(decisions(system)).hasSize(1);
            assertThat(work.toFile().list()).containsExactly("lock");
        }
    }

    private static void killOnce(Path folder, RenewingSystem system, String phase, Callable<Boolean> reached)
            throws Exception {
        try (TrainerProcess trainer = start(folder, system, "2400")) {
            await(phase)
                    .atMost(Duration.ofMinutes(8))
                    .pollInterval(Duration.ofMillis(20))
                    .until(reached);
            assertThat(trainer.isAlive()).as(trainer.log()).isTrue();
            trainer.kill();
        }
    }

    private static void killWhileItPublishes(Path folder, RenewingSystem system, int millis) throws Exception {
        int before = count(folder, "INFO  [main] RetrainingCycle - Release ");
        try (TrainerProcess trainer = start(folder, system, "2400")) {
            await("publishing")
                    .atMost(Duration.ofMinutes(8))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() ->
                            !trainer.isAlive() || count(folder, "INFO  [main] RetrainingCycle - Release ") > before);
            Thread.sleep(millis);
            trainer.kill();
        }
    }

    private static int count(Path folder, String text) throws Exception {
        return Files.readString(folder.resolve("trainer.log")).split(text, -1).length - 1;
    }

    @Test
    void ofTwoTrainersTheYoungerWorksOn(@TempDir Path folder) throws Exception {
        try (RenewingSystem system = RenewingSystem.start(folder);
                TrainerProcess older = TrainerProcess.start(
                        Files.createDirectories(folder.resolve("older")),
                        system.connection().bootstrapServers(),
                        options("160"))) {
            await().atMost(Duration.ofMinutes(8)).until(() -> older.log().contains("Waiting for labels"));
            try (TrainerProcess younger = TrainerProcess.start(
                    Files.createDirectories(folder.resolve("younger")),
                    system.connection().bootstrapServers(),
                    options("160"))) {
                await().atMost(Duration.ofMinutes(8)).until(() -> younger.log().contains("Waiting for labels"));
                new LabelSender(system.connection()).send(TURNED.subList(0, 300), UnaryOperator.identity());

                assertThat(older.await(8)).as(older.log()).isEqualTo(1);
                assertThat(older.log()).contains("another").doesNotContain("\tat ");
                await().atMost(Duration.ofMinutes(8))
                        .until(() -> !decisions(system).isEmpty());
                assertThat(younger.isAlive()).isTrue();
                assertThat(decisions(system)).hasSize(1);
            }
        }
    }

    @Test
    void randomLabelsAreHeldBack(@TempDir Path folder) throws Exception {
        List<OutgoingImage> upright = TurnedNumbers.some(8, 205, false);
        try (RenewingSystem system = RenewingSystem.start(folder)) {
            int[] next = {0};
            new LabelSender(system.connection())
                    .send(TurnedNumbers.some(400, 204, false), truth -> Integer.toString(next[0]++ * 7_919 % 1_000));
            try (TrainerProcess trainer = start(folder, system, "1600")) {
                assertThat(trainer.await(20)).as(trainer.log()).isZero();
            }

            assertThat(decisions(system)).singleElement().satisfies(report -> {
                System.out.println("random labels: " + report.getReason());
                assertThat(report.getKind()).isEqualTo(ReportKind.HELD);
                assertThat(report.getAgainst()).isEqualTo(SHIPPED);
            });
            assertThat(system.read(upright).weights()).containsExactly(SHIPPED);
        }
    }

    private static TrainerProcess start(Path folder, RenewingSystem system, String count) throws Exception {
        List<String> options = new ArrayList<>(options(count));
        options.add("--once");
        return TrainerProcess.start(folder, system.connection().bootstrapServers(), options);
    }

    private static List<String> options(String count) {
        return List.of("--new-labels", "200", "--count", count, "--batch", "16", "--learning-rate", "0.002");
    }

    private static List<TrainingReport> decisions(RenewingSystem system) {
        return system.reports().stream()
                .filter(report -> report.getKind() == ReportKind.PUBLISHED || report.getKind() == ReportKind.HELD)
                .toList();
    }
}
