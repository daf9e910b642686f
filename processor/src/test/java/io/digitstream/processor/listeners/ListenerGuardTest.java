package io.digitstream.processor.listeners;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.processor.CapturedLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenerGuardTest {
    private final ListenerGuard guard = new ListenerGuard();
    private final CapturedLog log = new CapturedLog(ListenerGuard.class);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void callsAListenerThatDoesNotFail() {
        List<String> called = new ArrayList<>();

        guard.run(ListenerKind.METRICS, () -> called.add("run"));

        assertThat(called).containsExactly("run");
        assertThat(guard.<String>get(ListenerKind.TRACES, () -> "a trace", "none"))
                .isEqualTo("a trace");
        assertThat(guard.failures(ListenerKind.METRICS)).isZero();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void countsFailuresByKind() {
        fail(ListenerKind.METRICS);
        fail(ListenerKind.METRICS);
        fail(ListenerKind.DRIFT);

        assertThat(guard.failures(ListenerKind.METRICS)).isEqualTo(2);
        assertThat(guard.failures(ListenerKind.DRIFT)).isEqualTo(1);
        assertThat(guard.failures(ListenerKind.TRACES)).isZero();
    }

    @Test
    void usesAnotherValueInThePlaceOfOneThatCannotBeHad() {
        String value = guard.get(
                ListenerKind.TRACES,
                () -> {
                    throw new NoClassDefFoundError("io/opentelemetry/context/Context");
                },
                "none");

        assertThat(value).isEqualTo("none");
        assertThat(guard.failures(ListenerKind.TRACES)).isEqualTo(1);
    }

    @Test
    void logsEverRarerHowOftenAKindHasFailed() {
        for (int i = 0; i < 1_000; i++) {
            fail(ListenerKind.REPORTS);
        }

        assertThat(log.messages())
                .hasSize(10)
                .startsWith(
                        "WARN A listener of kind reports failed, failure 1 of this kind; images are read all the same")
                .last()
                .asString()
                .contains("failure 512 of");
    }

    private void fail(ListenerKind kind) {
        guard.run(kind, () -> {
            throw new IllegalStateException("broken");
        });
    }
}
