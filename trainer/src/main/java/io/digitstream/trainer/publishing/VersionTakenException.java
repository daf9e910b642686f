package io.digitstream.trainer.publishing;

import java.io.IOException;
import java.io.Serial;

/** Another file is on the topic under a release's version: readings that name the version would no longer say by what. */
public final class VersionTakenException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    VersionTakenException(String version) {
        super("release %s is on the topic already, as another file: this one needs another name".formatted(version));
    }
}
