package io.digitstream.recognizer.image;

import java.io.Serial;

/** An image that cannot be read, with a reason for machines and a message for people. */
public final class ImageRejectedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final RejectionReason reason;

    public ImageRejectedException(RejectionReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public ImageRejectedException(RejectionReason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public RejectionReason reason() {
        return reason;
    }
}
