package io.digitstream.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.schemas.ImageEvent;
import io.digitstream.standalone.page.feed.Outcome;
import io.digitstream.standalone.page.feed.Sight;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answers to those who sent an image from the page. */
final class SentImagesTest {
    private final SentImages sent = new SentImages(2);

    @Test
    void answersHoweverManyOthersAreReadMeanwhile() {
        sent.expect("mine");
        sent.add(sight(1, "mine"));
        for (int id = 2; id < 10_000; id++) {
            sent.add(sight(id, "other-" + id));
        }
        assertThat(sent.answer("mine")).map(Sight::id).contains(1L);
        assertThat(sent.find(1)).isPresent();
        assertThat(sent.find(2)).isEmpty();
    }

    @Test
    void hasNoAnswerYetNorForOthers() {
        sent.expect("mine");
        sent.add(sight(1, null));
        assertThat(sent.answer("mine")).isEmpty();
        assertThat(sent.answer("other")).isEmpty();
    }

    @Test
    void forgetsTheOldest() {
        for (String key : new String[] {"a", "b", "c"}) {
            sent.expect(key);
            sent.add(sight(key.charAt(0), key));
        }
        assertThat(sent.answer("a")).isEmpty();
        assertThat(sent.answer("c")).isPresent();
    }

    private static Sight sight(long id, @Nullable String key) {
        return new Sight(
                id,
                key,
                Instant.EPOCH,
                new ImageEvent(ByteBuffer.allocate(0), null, null, null),
                new Outcome.Rejected(""));
    }
}
