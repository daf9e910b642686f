package io.digitstream.standalone.page.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.standalone.page.feed.Pairing.Bounds;
import io.digitstream.standalone.page.feed.Pairing.Pair;
import io.digitstream.standalone.page.feed.Pairing.Result;
import io.digitstream.standalone.receiving.ResultOrigin;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which image and result belong together, and what waits for its other half, however long that takes. */
final class PairingTest {
    @Test
    void joinsByPositionWhateverElseIsTheSame() {
        Pairing pairing = new Pairing(new Bounds(10, 1_000, 10));
        assertThat(pairing.image(at(0), image(1))).isEmpty();
        assertThat(pairing.image(at(1), image(2))).isEmpty();
        assertThat(pairing.image(new ImagePosition("images", 1, 0), image(3))).isEmpty();
        assertThat(bytes(pairing.result(result(1)))).isEqualTo(2);
        assertThat(bytes(pairing.result(result(new ImagePosition("images", 1, 0)))))
                .isEqualTo(3);
        assertThat(bytes(pairing.result(result(0)))).isEqualTo(1);
    }

    @Test
    void joinsAResultThatComesFirst() {
        Pairing pairing = new Pairing(new Bounds(10, 1_000, 10));
        assertThat(pairing.result(result(1))).isEmpty();
        assertThat(pairing.image(at(0), image(1))).isEmpty();
        assertThat(bytes(pairing.image(at(1), image(2)))).isEqualTo(2);
    }

    @Test
    void tellsAResultThatDoesNotSayItsImageAtOnce() {
        Pairing pairing = new Pairing(new Bounds(10, 1_000, 10));
        assertThat(pairing.image(at(0), image(1))).isEmpty();
        assertThat(bytes(pairing.result(result(null)))).isZero();
        assertThat(bytes(pairing.result(result(0)))).isEqualTo(1);
    }

    /** A topic that is deleted and made again begins with offset 0. */
    @Test
    void takesTheNewerOfTwoImagesAtOnePosition() {
        Pairing pairing = new Pairing(new Bounds(10, 150, 10));
        assertThat(pairing.image(at(0), image(100))).isEmpty();
        assertThat(pairing.image(at(0), image(101))).isEmpty();
        assertThat(bytes(pairing.result(result(0)))).isEqualTo(101);
        assertThat(pairing.image(at(1), image(150))).isEmpty();
        assertThat(bytes(pairing.result(result(1)))).isEqualTo(150);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 600, 5_000})
    void joinsTheResultsOfAProcessorThatIsFarBehind(int behind) {
        Pairing pairing = new Pairing(new Bounds(20_000, 1_000, 500));
        int pairs = 0;
        for (int i = 0; i < 8_000; i++) {
            assertThat(pairing.image(at(i), image(100))).isEmpty();
            if (i >= behind && pairing.result(result(i - behind)).isPresent()) {
                pairs++;
            }
        }
        assertThat(pairs).isEqualTo(8_000 - behind);
    }

    @Test
    void keepsNoMoreBytesThanItMay() {
        Pairing pairing = new Pairing(new Bounds(10, 250, 10));
        for (int i = 0; i < 3; i++) {
            assertThat(pairing.image(at(i), image(100))).isEmpty();
        }
        assertThat(bytes(pairing.result(result(0)))).isZero();
        assertThat(bytes(pairing.result(result(1)))).isEqualTo(100);
        assertThat(pairing.image(at(3), image(100))).isEmpty();
        assertThat(bytes(pairing.result(result(2)))).isEqualTo(100);
        assertThat(bytes(pairing.result(result(3)))).isEqualTo(100);
    }

    @Test
    void letsTheOldestOfTooManyImagesGo() {
        Pairing pairing = new Pairing(new Bounds(2, 1_000, 1));
        for (int i = 0; i < 3; i++) {
            assertThat(pairing.image(at(i), image(100))).isEmpty();
        }
        assertThat(pairing.result(result(0))).isEmpty();
        assertThat(bytes(pairing.result(result(1)))).isEqualTo(100);
    }

    @Test
    void letsThoseGoFirstThatHaveLostTheirBytes() {
        Pairing pairing = new Pairing(new Bounds(2, 150, 1));
        for (int i = 0; i < 3; i++) {
            assertThat(pairing.image(at(i), image(100))).isEmpty();
        }
        assertThat(pairing.result(result(0))).isEmpty();
        assertThat(bytes(pairing.result(result(1)))).isZero();
        assertThat(bytes(pairing.result(result(2)))).isEqualTo(100);
    }

    @Test
    void tellsAResultWithoutItsPhotoIfThatNeverCame() {
        Pairing pairing = new Pairing(new Bounds(2, 1_000, 1));
        assertThat(pairing.result(result(0))).isEmpty();
        Pair told = pairing.result(result(1)).orElseThrow();
        assertThat(told.result()).isEqualTo(result(0));
        assertThat(told.image().getImage().remaining()).isZero();
    }

    private static int bytes(Optional<Pair> pair) {
        return pair.orElseThrow().image().getImage().remaining();
    }

    private static ImagePosition at(long offset) {
        return new ImagePosition("images", 0, offset);
    }

    private static ImageEvent image(int bytes) {
        return new ImageEvent(ByteBuffer.allocate(bytes), null, null, null);
    }

    private static Result result(long offset) {
        return result(at(offset));
    }

    private static Result result(@Nullable ImagePosition position) {
        return new Result(new ResultOrigin(position, Instant.EPOCH), "door", new Outcome.Rejected(""));
    }
}
