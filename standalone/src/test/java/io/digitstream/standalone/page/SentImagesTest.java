package io.digitstream.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.standalone.page.feed.Outcome;
import io.digitstream.standalone.page.feed.Sight;
import io.digitstream.standalone.receiving.ResultOrigin;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answers to those who sent an image from the page. */
final class SentImagesTest {
    private final SentImages sent = new SentImages(2);

    @Test
    void answersHoweverManyOthersAreReadMeanwhile() {
        sent.expect("mine", at(1));
        sent.add(sight(1, at(1)));
        for (int id = 2; id < 10_000; id++) {
            sent.add(sight(id, at(id)));
        }
        assertThat(sent.answer("mine")).map(Sight::id).contains(1L);
        assertThat(sent.find(1)).isPresent();
        assertThat(sent.find(2)).isEmpty();
    }

    /** All sights here have the same key. */
    @Test
    void hasNoAnswerYetNorForOthers() {
        sent.expect("mine", at(1));
        sent.add(sight(1, null));
        sent.add(sight(2, at(2)));
        assertThat(sent.answer("mine")).isEmpty();
        assertThat(sent.answer("other")).isEmpty();
    }

    @Test
    void keepsTheFirstOfTwoResults() {
        sent.expect("mine", at(1));
        sent.add(sight(1, at(1)));
        sent.add(sight(2, at(1)));
        assertThat(sent.answer("mine")).map(Sight::id).contains(1L);
    }

    @Test
    void forgetsTheOldest() {
        for (int i = 0; i < 3; i++) {
            sent.expect("key-" + i, at(i));
            sent.add(sight(i, at(i)));
        }
        assertThat(sent.answer("key-0")).isEmpty();
        assertThat(sent.find(0)).isEmpty();
        assertThat(sent.answer("key-2")).isPresent();
    }

    private static ImagePosition at(long offset) {
        return new ImagePosition("images", 3, offset);
    }

    private static Sight sight(long id, @Nullable ImagePosition position) {
        return new Sight(
                id,
                new ResultOrigin(position, null),
                "mine",
                new ImageEvent(ByteBuffer.allocate(0), null, null, null),
                new Outcome.Rejected(""));
    }
}
