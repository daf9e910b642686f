package io.digitstream.standalone.page.feed;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.standalone.receiving.ResultOrigin;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Joins images and results by the image's position, whichever comes first. However far the processor is behind, what waits is bounded:
 * of too many bytes the oldest images lose theirs, and their results are told without a photo, and so is a result whose image never
 * came. One thread.
 */
final class Pairing {
    /** An image of no bytes: it was too long ago, or is not known. */
    private static final ImageEvent UNKNOWN = new ImageEvent(ByteBuffer.allocate(0), null, null, null);

    private final Bounds bounds;
    /** Both oldest first; those that have lost their bytes are older than all others. */
    private final Map<ImagePosition, ImageEvent> withoutBytes = new LinkedHashMap<>();

    private final Map<ImagePosition, ImageEvent> images = new LinkedHashMap<>();
    private final Map<ImagePosition, Result> results = new LinkedHashMap<>();
    private long bytes;

    /**
     * What a result's record says.
     *
     * @param key that the image has too
     */
    record Result(ResultOrigin origin, @Nullable String key, Outcome outcome) {}

    /** An image and its result. */
    record Pair(ImageEvent image, Result result) {}

    /**
     * @param images that wait
     * @param imageBytes of all of them
     * @param results that wait
     */
    record Bounds(int images, long imageBytes, int results) {}

    Pairing(Bounds bounds) {
        this.bounds = bounds;
    }

    /** Takes in an image; returns its pair if its result is here. */
    Optional<Pair> image(ImagePosition position, ImageEvent image) {
        Result result = results.remove(position);
        if (result != null) {
            return Optional.of(new Pair(image, result));
        }
        take(position);
        images.put(position, image);
        bytes += size(image);
        while (bytes > bounds.imageBytes) {
            ImagePosition oldest = images.keySet().iterator().next();
            ImageEvent event = take(oldest);
            if (event != null) {
                withoutBytes.put(
                        oldest, new ImageEvent(UNKNOWN.getImage(), event.getRegion(), event.getCapturedAt(), null));
            }
        }
        if (images.size() + withoutBytes.size() > bounds.images) {
            take((withoutBytes.isEmpty() ? images : withoutBytes)
                    .keySet()
                    .iterator()
                    .next());
        }
        return Optional.empty();
    }

    /** Takes in a result; returns its pair if its image is here, or that of another result, which has waited for too long. */
    Optional<Pair> result(Result result) {
        ImagePosition position = result.origin().position();
        if (position == null) {
            return Optional.of(new Pair(UNKNOWN, result));
        }
        ImageEvent image = take(position);
        if (image != null) {
            return Optional.of(new Pair(image, result));
        }
        results.put(position, result);
        if (results.size() <= bounds.results) {
            return Optional.empty();
        }
        Result oldest = results.remove(results.keySet().iterator().next());
        return Optional.ofNullable(oldest).map(unpaired -> new Pair(UNKNOWN, unpaired));
    }

    private @Nullable ImageEvent take(ImagePosition position) {
        ImageEvent image = images.remove(position);
        bytes -= image == null ? 0 : size(image);
        return image == null ? withoutBytes.remove(position) : image;
    }

    private static int size(ImageEvent image) {
        int source = image.getSource() == null ? 0 : image.getSource().length();
        return image.getImage().remaining() + source;
    }
}
