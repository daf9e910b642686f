package io.digitstream.recognizer.engine;

import org.jspecify.annotations.Nullable;

/** The device that was asked for cannot run networks here; the message names what is missing. */
public final class UnusableDeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableDeviceException(Device device, String missing, @Nullable Throwable cause) {
        super("Networks cannot run on %s: %s".formatted(device, missing), cause);
    }
}
