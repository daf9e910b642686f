package io.digitstream.standalone.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Less than a minute of {@code digitstream torture}. */
@Timeout(300)
final class TortureIT {
    private static final Set<Fault> KINDS = EnumSet.of(
            Fault.KILL_PROCESSOR,
            Fault.KILL_PROCESSOR_AND_STATE,
            Fault.HALT_PROCESSOR,
            Fault.STOP_PROCESSOR,
            Fault.JOIN_AND_LEAVE,
            Fault.KILL_BROKER,
            Fault.SWAP_WEIGHTS,
            Fault.FAILING_ENGINE);

    @Test
    void losesDoublesAndReordersNothing(@TempDir Path folder) throws Exception {
        var plan = new TortureRun.Plan(
                1, StreamsConfig.EXACTLY_ONCE_V2, 100_000, Duration.ofSeconds(50), /* seed= */ 4, KINDS);
        TortureReport report =
                new TortureRun(folder, plan, fault -> System.out.println(fault.step() + ": " + fault.recovery())).run();
        System.out.println(report);
        assertThat(report.isExact()).as("%s", report).isTrue();
        assertThat(report.balance().images()).isGreaterThan(2_000);
        assertThat(report.faults()).hasSizeGreaterThan(2);
    }
}
