package io.digitstream.trainer.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkFolderTest {
    private static final CyclePlan PLAN = new CyclePlan("v1", Map.of(0, 3L, 1, 0L), Map.of(0, 30L, 1, 10L));

    private final Path folder;
    private final WorkFolder work;

    WorkFolderTest(@TempDir Path parent) throws IOException {
        this.folder = parent.resolve("work");
        this.work = WorkFolder.open(folder);
    }

    @AfterEach
    void close() throws IOException {
        work.close();
    }

    @Test
    void isEmptyAtFirst() throws IOException {
        assertThat(work.plan()).isEmpty();
        assertThat(work.challenger()).isEmpty();
        assertThat(work.checkpoint()).doesNotExist();
    }

    @Test
    void keepsAPlanThroughAKill() throws IOException {
        work.begin(PLAN);
        work.close();

        try (WorkFolder again = WorkFolder.open(folder)) {
            assertThat(again.plan()).contains(PLAN);
        }
    }

    @Test
    void aPlanWithoutPartitionsIsOneToo() throws IOException {
        CyclePlan empty = new CyclePlan("v1", Map.of(), Map.of());
        work.begin(empty);

        assertThat(work.plan()).contains(empty);
    }

    @Test
    void keepsAChallengerThroughAKill() throws IOException {
        Release release = ShippedWeights.load();
        work.begin(PLAN);
        work.keep(release);

        assertThat(work.challenger()).map(Release::version).contains(release.version());
    }

    @Test
    void beginningAnotherCycleLetsGoWhatIsLeft() throws IOException {
        work.begin(PLAN);
        work.keep(ShippedWeights.load());
        Files.writeString(work.checkpoint(), "a checkpoint");
        CyclePlan next = new CyclePlan("v2", PLAN.until(), Map.of(0, 31L, 1, 10L));

        work.begin(next);

        assertThat(work.plan()).contains(next);
        assertThat(work.challenger()).isEmpty();
        assertThat(work.checkpoint()).doesNotExist();
    }

    @Test
    void nothingIsLeftOfACycleThatIsOver() throws IOException {
        work.begin(PLAN);
        work.keep(ShippedWeights.load());
        Files.writeString(work.checkpoint(), "a checkpoint");

        work.clear();

        assertThat(folder).isDirectoryContaining("glob:**lock").isDirectoryNotContaining("glob:**{plan,tensor,check}*");
    }

    @Test
    void damagedFilesAreLetGo() throws IOException {
        work.begin(PLAN);
        Files.writeString(folder.resolve("plan.properties"), "from=x");
        Files.writeString(folder.resolve("challenger.safetensors"), "cut off");

        assertThat(work.plan()).isEmpty();
        assertThat(work.challenger()).isEmpty();
    }

    @Test
    void aSecondTrainerDoesNotGetIn() throws IOException {
        assertThatThrownBy(() -> WorkFolder.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessage("another trainer works in the folder " + folder);

        work.close();
        assertThatCode(() -> WorkFolder.open(folder).close()).doesNotThrowAnyException();
    }

    @Test
    void eachCycleHasASeedOfItsOwn() {
        assertThat(PLAN.seed()).isNotEqualTo(new CyclePlan("v1", PLAN.from(), PLAN.from()).seed());
        assertThat(PLAN.seed()).isEqualTo(new CyclePlan("v1", Map.of(1, 0L, 0, 3L), PLAN.until()).seed());
    }
}
