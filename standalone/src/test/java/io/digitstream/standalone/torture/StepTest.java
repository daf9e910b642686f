package io.digitstream.standalone.torture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StepTest {
    @Test
    void isDrawnFromTheSeedAlone() {
        assertThat(Step.schedule(5).limit(100))
                .containsExactlyElementsOf(Step.schedule(5).limit(100).toList());
        assertThat(Step.schedule(6).limit(100).toList())
                .isNotEqualTo(Step.schedule(5).limit(100).toList());
    }

    @Test
    void leavesNoKindOfFaultOut() {
        assertThat(Step.schedule(1).limit(100).map(Step::fault).distinct()).containsExactlyInAnyOrder(Fault.values());
    }
}
