package io.digitstream.standalone.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Samples of each minute of a run. One thread. */
final class Minutes {
    private final TreeMap<Long, List<Long>> resident = new TreeMap<>();
    private final TreeMap<Long, Long> images = new TreeMap<>();

    /**
     * Takes one in.
     *
     * @param residentMegabytes physical memory
     * @param done images so far
     */
    void add(long minute, long residentMegabytes, long done) {
        resident.computeIfAbsent(minute, any -> new ArrayList<>()).add(residentMegabytes);
        images.put(minute, done);
    }

    /** One for each minute, in order. */
    List<Minute> list() {
        return resident.entrySet().stream()
                .map(entry ->
                        new Minute(entry.getKey(), median(entry.getValue()), images.getOrDefault(entry.getKey(), 0L)))
                .toList();
    }

    private static long median(List<Long> samples) {
        return samples.stream().sorted().skip(samples.size() / 2).findFirst().orElse(0L);
    }
}
