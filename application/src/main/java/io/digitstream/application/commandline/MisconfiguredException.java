package io.digitstream.application.commandline;

import java.io.Serial;
import java.util.List;

/** What an application was given, or the system around it, does not fit; a restart alone does not help. */
public final class MisconfiguredException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // the lists given are serializable
    private final List<String> problems;

    /** @param problems one line each: what does not fit, the value found, what to change */
    public MisconfiguredException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns one line a problem. */
    public List<String> problems() {
        return problems;
    }
}
