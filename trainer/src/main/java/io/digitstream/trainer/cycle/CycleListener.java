package io.digitstream.trainer.cycle;

import io.digitstream.trainer.gate.Decision;
import java.util.Optional;

/** What retraining tells, on its own thread: who listens must be quick, and must not throw. */
public interface CycleListener {
    /** Nobody listens. */
    CycleListener NONE = new CycleListener() {};

    /** The topics are followed from now on. */
    default void connected() {}

    /** The topics cannot be followed; they are tried again. */
    default void disconnected(String reason) {}

    /** It was looked whether a cycle is due; so many new labels wait. */
    default void looked(long waiting) {}

    /** The labels of a cycle are there. */
    default void collected(int usable, int unusable) {}

    /** A step of a training is done: so many images, and so many of all steps by now. */
    default void trained(int images, long step, long steps) {}

    /** A cycle has come to its end; without a decision if another release was put in force meanwhile. */
    default void ended(Optional<Decision> decision) {}

    /** A cycle ended in an error; it is gone on with. */
    default void failed() {}
}
