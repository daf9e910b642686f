package io.digitstream.trainer.publishing;

import java.io.IOException;
import java.io.Serial;

/** Another trainer uses the same transactional id since: this one can write nothing any more, and must stop. */
public final class TakenOverException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    TakenOverException(String transactionalId, Throwable cause) {
        super("another trainer has taken over (transactional id %s): this one stops".formatted(transactionalId), cause);
    }
}
