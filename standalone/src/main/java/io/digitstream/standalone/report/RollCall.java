package io.digitstream.standalone.report;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.standalone.receiving.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of one run: which are on their way, which are back and as what. A result is that of a file if it is about the position at
 * which the broker has written the file. One thread.
 */
public final class RollCall {
    /** Of many more results than come while a broker's answer is under way. */
    static final int MOST_EARLY = 10_000;

    private final List<String> names;
    private final Map<String, Instant> underWay = new HashMap<>();
    private final Map<ImagePosition, String> written = new HashMap<>();
    /** Results that came before the broker said where the file is, oldest first, among those of other senders. */
    private final Map<ImagePosition, Result> early = new LinkedHashMap<>();

    private final Map<String, Returned> back = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private @Nullable Instant firstSent;
    private @Nullable Instant lastBack;

    private record Returned(Result result, Duration latency) {}

    /** @param names all different, in the order in which they will be sent */
    public RollCall(List<String> names) {
        this.names = List.copyOf(names);
    }

    public void sent(String name, Instant at) {
        underWay.put(name, at);
        firstSent = firstSent == null ? at : firstSent;
    }

    /** Takes note of where the broker has written a file. */
    public void written(String name, ImagePosition position) {
        Result result = early.remove(position);
        if (result == null) {
            written.put(position, name);
        } else {
            enter(name, result);
        }
    }

    /** A file that turned out to be impossible to send: nothing will come back. */
    public void refused(String name) {
        underWay.remove(name);
        refused.add(name);
    }

    /**
     * Takes in a result, of this run or another.
     *
     * @return whether this is news: a file that was waited for
     */
    public boolean returned(Result result) {
        ImagePosition position = result.arrival().origin().position();
        if (position == null) {
            return false;
        }
        String name = written.remove(position);
        if (name == null) {
            early.putIfAbsent(position, result);
            if (early.size() > MOST_EARLY) {
                early.remove(early.keySet().iterator().next());
            }
            return false;
        }
        enter(name, result);
        return true;
    }

    private void enter(String name, Result result) {
        Instant sentAt = underWay.remove(name);
        if (sentAt != null) {
            lastBack = result.arrival().arrivedAt();
            back.put(name, new Returned(result, Duration.between(sentAt, lastBack)));
        }
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

    /** Those of the missing files that could have been sent. */
    public List<String> lost() {
        return missing().stream().filter(name -> !refused.contains(name)).toList();
    }

    /** Files that were rejected, in order, each with what is wrong with it. */
    public List<String> rejected() {
        List<String> rejected = new ArrayList<>();
        for (String name : names) {
            Returned returned = back.get(name);
            if (returned != null && returned.result() instanceof Result.Rejected result) {
                rejected.add(name + ": " + result.message());
            }
        }
        return rejected;
    }

    List<String> names() {
        return names;
    }

    Optional<Result> result(String name) {
        return Optional.ofNullable(back.get(name)).map(Returned::result);
    }

    /** Returns the time from sending to having the result; zero for a file that is not back. */
    Duration latency(String name) {
        Returned returned = back.get(name);
        return returned == null ? Duration.ZERO : returned.latency();
    }

    /** From the first file's sending to the last result's arrival. */
    Duration took() {
        return firstSent == null || lastBack == null ? Duration.ZERO : Duration.between(firstSent, lastBack);
    }
}
