package io.digitstream.standalone.page.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.schemas.ReadingStatus;
import io.digitstream.standalone.page.feed.Sight;
import io.digitstream.standalone.page.feed.SomeSights;
import org.junit.jupiter.api.Test;

final class ReviewQueueTest {
    private final ReviewQueue queue = new ReviewQueue(3, 1_000);

    @Test
    void asksForTheLeastSureFirst() {
        uncertain(1, 0.6);
        uncertain(2, 0.3);
        uncertain(3, 0.4);
        assertThat(queue.first(2, false)).extracting(Sight::id).containsExactly(2L, 3L);
        assertThat(queue.waiting()).isEqualTo(3);
    }

    @Test
    void showsTheSureBehindTheUncertainIfAsked() {
        sure(1, 0.99);
        sure(2, 0.95);
        uncertain(3, 0.6);
        assertThat(queue.first(10, false)).extracting(Sight::id).containsExactly(3L);
        assertThat(queue.first(10, true)).extracting(Sight::id).containsExactly(3L, 2L, 1L);
    }

    @Test
    void takesNothingThatNobodyCanLookAtOrThatWasRejected() {
        queue.add(SomeSights.read(1, ReadingStatus.UNCERTAIN, 0.5, 0));
        queue.add(SomeSights.rejected(2, SomeSights.image(new byte[10], null)));
        assertThat(queue.first(10, true)).isEmpty();
    }

    @Test
    void ofTooManyTheSurestAndTheOldestGo() {
        for (int id = 1; id <= 4; id++) {
            uncertain(id, id / 10.0);
            sure(10 + id, 0.99);
        }
        assertThat(queue.first(10, true)).extracting(Sight::id).containsExactly(1L, 2L, 3L, 12L, 13L, 14L);
    }

    @Test
    void keepsNoMoreBytesThanItMayButAtLeastOneImage() {
        queue.add(SomeSights.read(1, ReadingStatus.UNCERTAIN, 0.5, 900));
        queue.add(SomeSights.read(2, ReadingStatus.UNCERTAIN, 0.4, 200));
        assertThat(queue.first(10, false)).extracting(Sight::id).containsExactly(2L);
        queue.add(SomeSights.read(3, ReadingStatus.READ, 0.9, 5_000));
        assertThat(queue.find(3)).isPresent();
    }

    @Test
    void whatWasLabelledCanBeFoundForAWhileButWaitsNoMore() {
        for (int id = 1; id <= 4; id++) {
            uncertain(id, 0.5);
            queue.labelled(queue.find(id).orElseThrow());
        }
        assertThat(queue.waiting()).isZero();
        assertThat(queue.first(10, true)).isEmpty();
        assertThat(queue.find(1)).isEmpty();
        assertThat(queue.find(4)).isPresent();
    }

    private void uncertain(long id, double confidence) {
        queue.add(SomeSights.read(id, ReadingStatus.UNCERTAIN, confidence, 10));
    }

    private void sure(long id, double confidence) {
        queue.add(SomeSights.read(id, ReadingStatus.READ, confidence, 10));
    }
}
