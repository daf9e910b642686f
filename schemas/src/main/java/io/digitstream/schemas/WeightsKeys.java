package io.digitstream.schemas;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys on the topic {@code weights} as the text that stands there, in UTF-8; {@link WeightsKey} has their parts. */
public final class WeightsKeys {
    private static final Pattern RELEASE = Pattern.compile("release/(?<version>[^/]*)");
    private static final Pattern CHUNK = Pattern.compile("chunk/(?<version>[^/]*)/(?<index>[0-9]{5})");

    private WeightsKeys() {}

    /** The key of a release's manifest. */
    public static String release(String version) {
        return new WeightsKey.Release(version).toString();
    }

    /** The key of one chunk of a release; the first has index 0. */
    public static String chunk(String version, int index) {
        return new WeightsKey.Chunk(version, index).toString();
    }

    /** The key under which the release in force is named. */
    public static String current() {
        return WeightsKey.Current.TEXT;
    }

    /**
     * What a key says.
     *
     * @throws WireFormatException when it is none of the three
     */
    public static WeightsKey parse(@Nullable String key) {
        if (key != null) {
            if (key.equals(WeightsKey.Current.TEXT)) {
                return new WeightsKey.Current();
            }
            Matcher release = RELEASE.matcher(key);
            Matcher chunk = CHUNK.matcher(key);
            try {
                if (release.matches()) {
                    return new WeightsKey.Release(release.group("version"));
                }
                if (chunk.matches()) {
                    return new WeightsKey.Chunk(chunk.group("version"), Integer.parseInt(chunk.group("index")));
                }
            } catch (IllegalArgumentException e) {
                throw unknown(key, e);
            }
        }
        throw unknown(key, null);
    }

    private static WireFormatException unknown(@Nullable String key, @Nullable Throwable cause) {
        return new WireFormatException(
                "a key release/<version>, chunk/<version>/<index in 5 digits> or current",
                key == null ? "no key" : "\"" + key + "\"" + (cause == null ? "" : ": " + cause.getMessage()),
                cause);
    }
}
