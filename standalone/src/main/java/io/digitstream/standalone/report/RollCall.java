package io.digitstream.standalone.report;

import io.digitstream.standalone.receiving.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files of one run: which are on their way, which are back and as what. One thread. */
public final class RollCall {
    private final List<String> names;
    private final Set<String> underWay = new HashSet<>();
    private final Map<String, Result> back = new HashMap<>();
    private @Nullable Instant firstSent;
    private @Nullable Instant lastBack;

    /** @param names all different, in the order in which they will be sent */
    public RollCall(List<String> names) {
        this.names = List.copyOf(names);
    }

    public void sent(String name, Instant at) {
        underWay.add(name);
        firstSent = firstSent == null ? at : firstSent;
    }

    /** A file that turned out to be impossible to send: nothing will come back. */
    public void refused(String name) {
        underWay.remove(name);
    }

    /** @return whether this is news: a file that was waited for */
    public boolean returned(Result result) {
        if (!underWay.remove(result.arrival().name())) {
            return false;
        }
        back.put(result.arrival().name(), result);
        lastBack = result.arrival().arrivedAt();
        return true;
    }

    /** How many files were sent and are not back. */
    public int underWay() {
        return underWay.size();
    }

    /** How far the run is, for a person who waits. */
    public String soFar() {
        return "%d of %d back".formatted(back.size(), names.size());
    }

    /** Files that are not back, whether they were sent or not, in order. */
    public List<String> missing() {
        return names.stream().filter(name -> !back.containsKey(name)).toList();
    }

    /** Files that were rejected, in order, each with what is wrong with it. */
    public List<String> rejected() {
        return names.stream()
                .map(back::get)
                .filter(Result.Rejected.class::isInstance)
                .map(Result.Rejected.class::cast)
                .map(result -> result.arrival().name() + ": " + result.message())
                .toList();
    }

    List<String> names() {
        return names;
    }

    Optional<Result> result(String name) {
        return Optional.ofNullable(back.get(name));
    }

    /** From the first file's sending to the last result's arrival. */
    Duration took() {
        return firstSent == null || lastBack == null ? Duration.ZERO : Duration.between(firstSent, lastBack);
    }
}
