package io.digitstream.application.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RefusedIdsTest {
    private Instant now = Instant.EPOCH;
    private final RefusedIds ids = new RefusedIds(() -> now);

    @Test
    void remembersWhy() {
        ids.add(7, "unknown");

        assertThat(ids.reason(7)).hasValue("unknown");
        assertThat(ids.reason(8)).isEmpty();
    }

    @Test
    void forgetsAfterAWhile() {
        ids.add(7, "unknown");

        now = now.plus(RefusedIds.LASTS);

        assertThat(ids.reason(7)).isEmpty();
    }

    @Test
    void keepsTheNewestHoweverManyThereAre() {
        for (int id = 0; id < 3 * RefusedIds.MOST; id++) {
            ids.add(id, "unknown");
        }

        assertThat(ids.reason(2 * RefusedIds.MOST - 1)).isEmpty();
        assertThat(ids.reason(2 * RefusedIds.MOST)).isPresent();
        assertThat(ids.reason(3 * RefusedIds.MOST - 1)).isPresent();
    }
}
