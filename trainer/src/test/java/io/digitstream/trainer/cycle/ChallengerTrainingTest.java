package io.digitstream.trainer.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.trainer.gate.GateRules;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.photos.PostPhotos;
import io.digitstream.trainer.training.Optimization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChallengerTrainingTest {
    private static final Release CHAMPION = ShippedWeights.load();
    private static final CyclePlan PLAN = new CyclePlan(CHAMPION.version(), Map.of(0, 0L), Map.of(0, 12L));
    private static final PhotoSet NOTHING = new PhotoSet(List.of());
    private static final Split SPLIT =
            new Split(NOTHING, new PhotoSet(PostPhotos.some(12)), new PhotoSet(PostPhotos.some(2)), 0);

    private final Path folder;

    ChallengerTrainingTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void goesOnFromTheChampionAndKeepsItsLocator() throws Exception {
        Release challenger = train();

        assertThat(challenger.note("parent")).isEqualTo(CHAMPION.version());
        assertThat(challenger.note("terms")).isEqualTo(CHAMPION.note("terms"));
        assertThat(challenger.version()).startsWith("mine-").isNotEqualTo(CHAMPION.version());
        assertThat(same(challenger.locatingTensors(), CHAMPION.locatingTensors()))
                .isTrue();
        assertThat(same(challenger.readingTensors(), CHAMPION.readingTensors())).isFalse();
    }

    /** Settings may have changed since the kill, or the disk may be full of nonsense: that must not stop it for ever. */
    @Test
    void trainsAnewWhereTheCheckpointIsOfNoUse() throws Exception {
        Files.writeString(folder.resolve("training.checkpoint"), "of another run");

        assertThat(train().note("parent")).isEqualTo(CHAMPION.version());
    }

    private Release train() throws IOException, InterruptedException {
        CycleSettings settings = new CycleSettings(
                "mine",
                4,
                2,
                new Optimization(0.001, 0.05, 10, 0, 1),
                0.5,
                100,
                GateRules.DEFAULT,
                10,
                Optional.empty());
        try (WorkFolder work = WorkFolder.open(folder)) {
            return new ChallengerTraining(settings, InstantSource.system(), CycleListener.NONE)
                    .train(PLAN, CHAMPION, SPLIT, work);
        }
    }

    private static boolean same(List<Tensor> some, List<Tensor> others) {
        for (int i = 0; i < some.size(); i++) {
            if (!Arrays.equals(some.get(i).values(), others.get(i).values())) {
                return false;
            }
        }
        return some.size() == others.size();
    }
}
