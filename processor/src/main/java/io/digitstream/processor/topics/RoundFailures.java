package io.digitstream.processor.topics;

import org.slf4j.Logger;

/** Logs the first of several failures in a row, and the success that ends them. Not thread-safe. */
final class RoundFailures {
    private final Logger log;
    private boolean failing;

    RoundFailures(Logger log) {
        this.log = log;
    }

    void succeeded() {
        if (failing) {
            log.info("The topics are compared again");
        }
        failing = false;
    }

    void failed(Throwable cause) {
        if (cause instanceof Error) {
            log.error("The topics cannot be compared; trying again. Restart the processor if this goes on", cause);
        } else if (failing) {
            log.debug("The topics still cannot be compared", cause);
        } else {
            log.warn("The topics cannot be compared; trying again. Until then no topic that changes is noticed", cause);
        }
        failing = true;
    }
}
