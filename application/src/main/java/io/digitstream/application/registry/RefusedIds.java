package io.digitstream.application.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Ids under which no schema was found that helps, and why: for a while, since it may still be registered, and not more than
 * a few, since strangers make them up. One thread.
 */
final class RefusedIds {
    static final int MOST = 1_000;
    static final Duration LASTS = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Map<Integer, Refusal> refusals = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Refusal> eldest) {
            return size() > MOST;
        }
    };

    private record Refusal(String reason, Instant until) {}

    RefusedIds(InstantSource clock) {
        this.clock = clock;
    }

    void add(int id, String reason) {
        refusals.put(id, new Refusal(reason, clock.instant().plus(LASTS)));
    }

    /** Why an id was refused a little while ago, if it was. */
    Optional<String> reason(int id) {
        Refusal refusal = refusals.get(id);
        if (refusal == null || !clock.instant().isBefore(refusal.until)) {
            refusals.remove(id);
            return Optional.empty();
        }
        return Optional.of(refusal.reason);
    }
}
