package io.digitstream.processor.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.processor.CapturedLog;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RoundFailuresTest {
    private final RoundFailures failures = new RoundFailures(LoggerFactory.getLogger(RoundFailures.class));

    @Test
    void logsTheFirstFailureAndTheRecovery() {
        try (CapturedLog log = new CapturedLog(RoundFailures.class)) {
            failures.succeeded();
            failures.failed(new IllegalStateException("no answer"));
            failures.failed(new IllegalStateException("no answer"));
            failures.succeeded();
            failures.succeeded();

            assertThat(log.messages()).hasSize(2);
            assertThat(log.messages().get(0)).startsWith("WARN The topics cannot be compared");
            assertThat(log.messages().get(1)).isEqualTo("INFO The topics are compared again");
        }
    }

    @Test
    void logsErrors() {
        try (CapturedLog log = new CapturedLog(RoundFailures.class)) {
            failures.failed(new AssertionError("broken"));

            assertThat(log.messages()).singleElement().asString().startsWith("ERROR ");
        }
    }
}
