package io.digitstream.standalone.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.standalone.torture.TortureRun.Suffered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A script of {@code digitstream torture}: about a minute where the machine is quiet, and as long as it takes elsewhere. */
@Timeout(1_800)
final class TortureIT {
    private static final int IMAGES_A_SECOND = 1_000;
    private static final Duration NO_LIMIT = Duration.ofDays(1);

    private static final List<Step> SCRIPT = List.of(
            step(Fault.KILL_PROCESSOR, 0, 0),
            step(Fault.SWAP_WEIGHTS, 0, 0),
            step(Fault.ONLY_GARBAGE, 0, 500),
            step(Fault.ONE_PARTITION, 0, 500),
            step(Fault.KILL_PROCESSOR_AND_STATE, 1, 0),
            step(Fault.FAILING_ENGINE, 0, 500),
            step(Fault.JOIN_AND_LEAVE, 0, 500),
            step(Fault.KILL_BROKER, 0, 500),
            step(Fault.HALT_PROCESSOR, 1, 7_000),
            step(Fault.STOP_PROCESSOR, 0, 0));

    private static Step step(Fault fault, int target, int holdMillis) {
        return new Step(Duration.ofMillis(200), fault, target, Duration.ofMillis(holdMillis));
    }

    @Test
    void losesDoublesAndReordersNothing(@TempDir Path folder) throws Exception {
        var plan = new TortureRun.Plan(1, StreamsConfig.EXACTLY_ONCE_V2, IMAGES_A_SECOND, NO_LIMIT, SCRIPT);
        TortureReport report =
                new TortureRun(folder, plan, fault -> System.out.println(fault.step() + ": " + fault.recovery())).run();
        System.out.println(report);
        assertThat(report.findings()).as("%s", report).isEmpty();
        assertThat(report.isExact()).as("%s", report).isTrue();
        assertThat(report.balance().images()).isGreaterThan(2_000);
        assertThat(report.faults()).extracting(Suffered::step).containsExactlyElementsOf(SCRIPT);
    }
}
