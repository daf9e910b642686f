package io.digitstream.schemas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the topic {@code weights} says, without its chunks: the releases on it and which of them is in force. Fed with every
 * record in order. One thread.
 */
public final class WeightsIndex {
    private final TopicValues values;
    private final Map<String, WeightsRelease> releases = new LinkedHashMap<>();
    private @Nullable CurrentRelease current;
    private int timesNamed;

    /** @param values how records stand on the topic */
    public WeightsIndex(TopicValues values) {
        this.values = values;
    }

    /**
     * Takes in one record; chunks and tombstones of chunks change nothing.
     *
     * @throws WireFormatException when key or value is none of this topic; nothing has changed then
     */
    public void add(@Nullable String key, byte @Nullable [] value) {
        WeightsKey parsed = WeightsKeys.parse(key);
        if (parsed instanceof WeightsKey.Current) {
            current = value == null ? null : values.decode(WireFormat.CURRENT_RELEASE, value);
            timesNamed++;
        } else if (parsed instanceof WeightsKey.Release release) {
            // One that is published anew goes to the end.
            WeightsRelease manifest = value == null ? null : manifest(release.version(), value);
            releases.remove(release.version());
            if (manifest != null) {
                releases.put(release.version(), manifest);
            }
        }
    }

    private WeightsRelease manifest(String version, byte[] value) {
        WeightsRelease manifest = values.decode(WireFormat.WEIGHTS_RELEASE, value);
        if (!manifest.getVersion().equals(version)) {
            throw new WireFormatException(
                    "the manifest of release " + version, "that of release " + manifest.getVersion());
        }
        return manifest;
    }

    /** Which release is in force; nothing if none ever was. It may be one that is not on the topic. */
    public Optional<CurrentRelease> current() {
        return Optional.ofNullable(current);
    }

    /** How often the topic said which release is in force: whoever follows it sees by this that it was said anew. */
    public int timesNamed() {
        return timesNamed;
    }

    /** The manifest under a version. */
    public Optional<WeightsRelease> release(String version) {
        return Optional.ofNullable(releases.get(version));
    }

    /** All manifests, oldest publication first. */
    public List<WeightsRelease> releases() {
        return List.copyOf(releases.values());
    }
}
