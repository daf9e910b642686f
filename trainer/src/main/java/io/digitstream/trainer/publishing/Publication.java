package io.digitstream.trainer.publishing;

import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WeightsChunk;
import io.digitstream.schemas.WeightsIndex;
import io.digitstream.schemas.WeightsKeys;
import io.digitstream.schemas.WeightsRelease;
import io.digitstream.schemas.WireFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * What one decision about a release writes, all of it in one transaction: to the topic of weights first what comes, in its
 * order, then tombstones of what leaves; and a report that says why. Immutable.
 *
 * @param coming values by key
 * @param leaving manifests of the releases that are taken off the topic
 * @param report goes to the topic of reports under its version
 */
public record Publication(Map<String, Coming<?>> coming, List<WeightsRelease> leaving, TrainingReport report) {
    /** One value that comes, as it will be written. */
    record Coming<T extends SpecificRecord>(WireFormat<T> format, T value) {
        byte[] encode(String topic, TopicValues values) {
            return values.encode(topic, format, value);
        }
    }

    /** No key of a chunk has a larger index, whatever a manifest says. */
    private static final int MOST_CHUNKS = 100_000;

    public Publication {
        coming = Collections.unmodifiableMap(new LinkedHashMap<>(coming));
        leaving = List.copyOf(leaving);
    }

    /**
     * A release comes and is in force. Of the older ones, those beyond the newest leave, but never the one that was in
     * force, this one's parent, or the one that it was compared with.
     *
     * @param onTopic what is there now
     * @param keep how many of the newest stay, this one among them, 1 or more
     * @param report about this release
     * @throws VersionTakenException if another file is there under the version
     */
    public static Publication release(OutgoingRelease release, WeightsIndex onTopic, int keep, TrainingReport report)
            throws VersionTakenException {
        requireAbout(release.version(), report);
        requireFree(release, onTopic);
        Map<String, Coming<?>> coming = new LinkedHashMap<>();
        for (WeightsChunk chunk : release.chunks()) {
            coming.put(
                    WeightsKeys.chunk(chunk.getVersion(), chunk.getIndex()),
                    new Coming<>(WireFormat.WEIGHTS_CHUNK, chunk));
        }
        // After its chunks: whoever has read a manifest has read all that it speaks of.
        coming.put(
                WeightsKeys.release(release.version()), new Coming<>(WireFormat.WEIGHTS_RELEASE, release.manifest()));
        coming.putAll(current(new CurrentRelease(release.version(), false)));
        List<WeightsRelease> leaving =
                new Retention(keep).leaving(onTopic, release.version(), needed(release, onTopic, report));
        return new Publication(coming, leaving, report);
    }

    private static void requireFree(OutgoingRelease release, WeightsIndex onTopic) throws VersionTakenException {
        Optional<WeightsRelease> there = onTopic.release(release.version());
        if (there.isPresent()
                && !there.get().getSha256().equals(release.manifest().getSha256())) {
            throw new VersionTakenException(release.version());
        }
    }

    private static Set<String> needed(OutgoingRelease release, WeightsIndex onTopic, TrainingReport report) {
        Set<String> needed = new HashSet<>();
        onTopic.current().map(CurrentRelease::getVersion).ifPresent(needed::add);
        needed.add(release.manifest().getParent());
        needed.add(report.getAgainst());
        return needed;
    }

    /**
     * Another of the releases on the topic is in force, pinned or not.
     *
     * @param report about that release
     */
    public static Publication inForce(CurrentRelease current, TrainingReport report) {
        requireAbout(current.getVersion(), report);
        return new Publication(current(current), List.of(), report);
    }

    /** Nothing changes but that it is said what was decided. */
    public static Publication reportOnly(TrainingReport report) {
        return new Publication(Map.of(), List.of(), report);
    }

    private static Map<String, Coming<?>> current(CurrentRelease current) {
        return Map.of(WeightsKeys.current(), new Coming<>(WireFormat.CURRENT_RELEASE, current));
    }

    private static void requireAbout(String version, TrainingReport report) {
        if (!report.getVersion().equals(version)) {
            throw new IllegalArgumentException(
                    "expected a report about release %s, got one about %s".formatted(version, report.getVersion()));
        }
    }

    /** The keys of all that leaves. */
    List<String> tombstones() {
        List<String> keys = new ArrayList<>();
        for (WeightsRelease release : leaving) {
            keys.add(WeightsKeys.release(release.getVersion()));
            for (int index = 0; index < Math.min(release.getChunkCount(), MOST_CHUNKS); index++) {
                keys.add(WeightsKeys.chunk(release.getVersion(), index));
            }
        }
        return keys;
    }
}
