package io.digitstream.trainer.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.digitstream.schemas.WeightsIndex;
import io.digitstream.schemas.WeightsRelease;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetentionTest {
    private final WeightsIndex index = SomeReleases.index("a", "b", "c", "d");

    @Test
    void theNewOneIsAmongThoseThatStay() {
        assertThat(leaving(3, "e")).containsExactly("a", "b");
        assertThat(leaving(1, "e")).containsExactly("a", "b", "c", "d");
    }

    @Test
    void nothingLeavesWhereThereIsRoom() {
        assertThat(leaving(5, "e")).isEmpty();
        assertThat(leaving(100, "e")).isEmpty();
    }

    @Test
    void whatIsNeededStaysHoweverOldItIs() {
        assertThat(leaving(2, "e", "a", "c")).containsExactly("b");
        assertThat(leaving(1, "e", "a", "not here")).containsExactly("b", "c", "d");
    }

    @Test
    void oneThatComesAgainDoesNotLeave() {
        assertThat(leaving(1, "a")).containsExactly("b", "c", "d");
        assertThat(leaving(2, "a")).containsExactly("b", "c");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void keepsTheNewOneAtLeast(int keep) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Retention(keep))
                .withMessage("expected to keep 1 release or more, got " + keep);
    }

    private List<String> leaving(int keep, String published, String... needed) {
        return new Retention(keep)
                .leaving(index, published, Set.of(needed)).stream()
                        .map(WeightsRelease::getVersion)
                        .toList();
    }
}
