package io.digitstream.recognizer.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseSummaryTest {
    private static final Release SHIPPED = ShippedWeights.load();

    @Test
    void keepsVersionTimeAndProfilesOfARelease() throws InvalidWeightsException {
        ReleaseSummary summary = ReleaseSummary.of(SHIPPED);

        assertThat(summary.version()).isEqualTo(SHIPPED.version());
        assertThat(summary.given()).isEqualTo(SHIPPED.profile()).isPresent();
        assertThat(summary.found()).isEqualTo(SHIPPED.foundProfile()).isPresent();
        assertThat(ReleaseSummary.of(noting(Map.of("created", "2026-01-02T03:04:05Z")))
                        .created())
                .hasValue(Instant.parse("2026-01-02T03:04:05Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "", "2026-01-02"})
    void doesWithoutATimeThatIsNone(String created) throws InvalidWeightsException {
        assertThat(ReleaseSummary.of(noting(Map.of("created", created))).created())
                .isEmpty();
    }

    @Test
    void doesWithoutAllThatAReleaseDoesNotState() throws InvalidWeightsException {
        Release mute = noting(Map.of());

        assertThat(ReleaseSummary.of(mute)).isEqualTo(ReleaseSummary.of(mute.version()));
    }

    private static Release noting(Map<String, String> notes) throws InvalidWeightsException {
        return Release.of(SHIPPED.networks(), SHIPPED.tensors(), SHIPPED.reader(), SHIPPED.lookReader(), notes);
    }
}
