package io.digitstream.processor.drift;

/** Is told that what is read is no longer like what the release was validated on. */
@FunctionalInterface
public interface DriftListener {
    /**
     * Called once for a release at most, on the thread that observes; must not block.
     *
     * @param weightsVersion of the release
     * @param reason in one line, for a person: what was seen, among how many readings, and what was expected
     */
    void drifted(String weightsVersion, String reason);
}
