package io.digitstream.standalone.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StepTest {
    @Test
    void isDrawnFromTheSeedAlone() {
        assertThat(schedule(5).limit(100))
                .containsExactlyElementsOf(schedule(5).limit(100).toList());
        assertThat(schedule(6).limit(100).toList())
                .isNotEqualTo(schedule(5).limit(100).toList());
    }

    @Test
    void leavesNoKindOfFaultOut() {
        assertThat(schedule(1).limit(500).map(Step::fault).distinct()).containsExactlyInAnyOrder(Fault.values());
    }

    private static Stream<Step> schedule(long seed) {
        return Step.schedule(seed, EnumSet.allOf(Fault.class));
    }
}
