package io.digitstream.processor.batch;

import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.recognizer.sequence.ReadingStatus;
import java.util.List;

/**
 * Counts how often a release contradicts the one before it. Only readings that the one before was sure of count: where it was
 * not, the new one is expected to read otherwise. One thread.
 */
final class Shadow {
    /** Sure readings that must be there before a rate is taken at its word. */
    static final int LEAST_COMPARED = 200;

    private final ShadowPolicy policy;
    private double due;
    private int compared;
    private int contradicted;

    Shadow(ShadowPolicy policy) {
        this.policy = policy;
    }

    boolean watches() {
        return policy.share() > 0;
    }

    /** Another release is watched from now on. */
    void restart() {
        due = 0;
        compared = 0;
        contradicted = 0;
    }

    /** Whether the next batch is one of the share; to be asked once a batch. */
    boolean isDue() {
        due += policy.share();
        if (due < 1) {
            return false;
        }
        due--;
        return true;
    }

    /** Takes in what both made of the same images. */
    void compare(List<PlacedReading> before, List<PlacedReading> now) {
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).reading().status() != ReadingStatus.UNCERTAIN) {
                compared++;
                contradicted += isSame(
                                before.get(i).reading().best(),
                                now.get(i).reading().best())
                        ? 0
                        : 1;
            }
        }
    }

    private static boolean isSame(Candidate before, Candidate now) {
        return before.length() == now.length() && before.digits().equals(now.digits());
    }

    /** Sure readings of the release before that were compared. */
    int compared() {
        return compared;
    }

    /** Share of them that is read otherwise now, in [0, 1]. */
    double disagreement() {
        return compared == 0 ? 0 : (double) contradicted / compared;
    }

    boolean isBeyondBound() {
        return compared >= LEAST_COMPARED && disagreement() > policy.mostDisagreement();
    }
}
