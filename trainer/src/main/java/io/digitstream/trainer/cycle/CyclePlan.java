package io.digitstream.trainer.cycle;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one cycle is about: fixed before it begins, so that a cycle that was killed goes on with the same labels. Immutable.
 *
 * @param champion version of the release that it goes on from
 * @param from offsets of the first labels that no cycle has learned from, by partition
 * @param until offsets behind the last labels that it learns from, by partition
 */
record CyclePlan(String champion, Map<Integer, Long> from, Map<Integer, Long> until) {
    CyclePlan {
        from = Map.copyOf(from);
        until = Map.copyOf(until);
    }

    /** Of what is drawn by chance; another for each cycle. */
    long seed() {
        return toString().hashCode();
    }

    /** The same plan has the same text. */
    @Override
    public String toString() {
        return "from %s, labels %s to %s".formatted(champion, new TreeMap<>(from), new TreeMap<>(until));
    }
}
