package io.digitstream.standalone.page.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.schemas.ImageEvent;
import io.digitstream.standalone.page.feed.Pairing.Bounds;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits for its other half, however long that takes. */
final class PairingBoundsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 600, 5_000})
    void pairsTheResultsOfAProcessorThatIsFarBehind(int behind) {
        Pairing pairing = new Pairing(new Bounds(20_000, 1_000, 500));
        int pairs = 0;
        for (int i = 0; i < 8_000; i++) {
            assertThat(pairing.image(key(i), image(100))).isEmpty();
            if (i >= behind && pairing.outcome(key(i - behind), result()).isPresent()) {
                pairs++;
            }
        }
        assertThat(pairs).isEqualTo(8_000 - behind);
    }

    @Test
    void keepsNoMoreBytesThanItMay() {
        Pairing pairing = new Pairing(new Bounds(10, 250, 10));
        for (int i = 0; i < 3; i++) {
            assertThat(pairing.image(key(i), image(100))).isEmpty();
        }
        assertThat(bytes(pairing.outcome(key(0), result()))).isZero();
        assertThat(bytes(pairing.outcome(key(1), result()))).isEqualTo(100);
        assertThat(pairing.image(key(3), image(100))).isEmpty();
        assertThat(bytes(pairing.outcome(key(2), result()))).isEqualTo(100);
        assertThat(bytes(pairing.outcome(key(3), result()))).isEqualTo(100);
    }

    @Test
    void letsTheOldestOfTooManyImagesGo() {
        Pairing pairing = new Pairing(new Bounds(2, 1_000, 1));
        for (int i = 0; i < 3; i++) {
            assertThat(pairing.image(key(i), image(100))).isEmpty();
        }
        assertThat(pairing.outcome(key(0), result())).isEmpty();
        assertThat(bytes(pairing.outcome(key(1), result()))).isEqualTo(100);
    }

    @Test
    void tellsAResultWithoutItsPhotoIfThatNeverCame() {
        Pairing pairing = new Pairing(new Bounds(2, 1_000, 1));
        assertThat(pairing.outcome(key(0), result())).isEmpty();
        var told = pairing.outcome(key(1), result()).orElseThrow();
        assertThat(told.key()).isEqualTo(key(0));
        assertThat(told.image().getImage().remaining()).isZero();
    }

    @Test
    void keepsTheOrderOfImagesThatHaveEverythingInCommon() {
        Pairing pairing = new Pairing(new Bounds(10, 1_000, 10));
        assertThat(pairing.image(key(0), image(1))).isEmpty();
        assertThat(pairing.image(key(0), image(2))).isEmpty();
        assertThat(bytes(pairing.outcome(key(0), result()))).isEqualTo(1);
        assertThat(bytes(pairing.outcome(key(0), result()))).isEqualTo(2);
    }

    private static int bytes(Optional<Pairing.Pair> pair) {
        return pair.orElseThrow().image().getImage().remaining();
    }

    private static ImageKey key(int i) {
        return new ImageKey(0, "door", i);
    }

    private static ImageEvent image(int bytes) {
        return new ImageEvent(ByteBuffer.allocate(bytes), null, null, null);
    }

    private static Outcome result() {
        return new Outcome.Rejected("");
    }
}
