package io.digitstream.processor.settings;

import java.io.Serial;
import java.util.List;

/** Settings that make no sense, all problems at once. */
public final class InvalidSettingsException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // the lists given are serializable
    private final List<String> problems;

    public InvalidSettingsException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** A sentence a problem. */
    public List<String> problems() {
        return problems;
    }
}
