package io.digitstream.application.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloserTest {
    private final List<String> closed = new ArrayList<>();
    private final Closer closer = new Closer();

    @Test
    void closesTheLastResourceFirst() {
        add("first");
        add("second");

        closer.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void closesAllOthersWhenSomeCannotBeClosed() {
        IllegalStateException one = new IllegalStateException("one");
        AssertionError another = new AssertionError("another");
        add("first");
        addFailing(another);
        add("second");
        addFailing(one);
        add("third");

        assertThatThrownBy(closer::close).isSameAs(one).hasSuppressedException(another);

        assertThat(closed).containsExactly("third", "second", "first");
    }

    @Test
    void wrapsACheckedException() {
        IOException full = new IOException("disk full");
        addFailing(full);

        assertThatThrownBy(closer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasCause(full);
    }

    @Test
    void closesNothingTwice() {
        add("first");
        addFailing(new IllegalStateException("one"));

        assertThatThrownBy(closer::close).hasMessage("one");
        closer.close();

        assertThat(closed).containsExactly("first");
    }

    @Test
    void addsWhatGoesWrongToTheFailureThatMadeItClose() {
        IllegalStateException cause = new IllegalStateException("cannot start");
        IllegalStateException further = new IllegalStateException("cannot close either");
        add("first");
        addFailing(further);

        Closer.closeAfter(cause, closer);

        assertThat(cause).hasSuppressedException(further);
        assertThat(closed).containsExactly("first");
    }

    @Test
    void keepsTheInterruptOfAResourceThatWasInterrupted() {
        addFailing(new InterruptedException());

        assertThatThrownBy(closer::close).hasCauseInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    private void add(String name) {
        AutoCloseable resource = () -> closed.add(name);
        assertThat(closer.add(resource)).isSameAs(resource);
    }

    private void addFailing(Throwable failure) {
        closer.add(() -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        });
    }
}
