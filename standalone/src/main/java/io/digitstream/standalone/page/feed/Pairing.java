package io.digitstream.standalone.page.feed;

import io.digitstream.schemas.ImageEvent;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Brings images and results together, whichever comes first. However far the processor is behind, what waits is bounded: of too
 * many bytes the oldest images go, and their results are told without a photo, and so is a result whose image never came.
 * One thread.
 */
final class Pairing {
    /** An image and its result; an image of no bytes if it was too long ago. */
    record Pair(ImageKey key, ImageEvent image, Outcome outcome) {}

    private static final ImageEvent UNKNOWN = new ImageEvent(ByteBuffer.allocate(0), null, null, null);

    private final Bounds bounds;
    private final Waiting<WaitingImage> images = new Waiting<>();
    private final Waiting<Outcome> outcomes = new Waiting<>();
    private final Set<WaitingImage> whole = new LinkedHashSet<>();
    private long bytes;

    /**
     * @param images that wait
     * @param imageBytes of all of them
     * @param outcomes that wait
     */
    record Bounds(int images, long imageBytes, int outcomes) {}

    Pairing(Bounds bounds) {
        this.bounds = bounds;
    }

    /** An image that waits; one object for each, since two images may be alike. */
    private static final class WaitingImage {
        private ImageEvent event;

        WaitingImage(ImageEvent event) {
            this.event = event;
        }

        int size() {
            return event.getImage().remaining();
        }
    }

    Optional<Pair> image(ImageKey key, ImageEvent image) {
        Outcome outcome = outcomes.take(key);
        if (outcome != null) {
            return Optional.of(new Pair(key, image, outcome));
        }
        keep(key, new WaitingImage(image));
        return Optional.empty();
    }

    private void keep(ImageKey key, WaitingImage image) {
        images.add(key, image);
        whole.add(image);
        bytes += image.size();
        while (bytes > bounds.imageBytes) {
            WaitingImage oldest = whole.iterator().next();
            release(oldest);
            oldest.event = new ImageEvent(
                    ByteBuffer.allocate(0),
                    oldest.event.getRegion(),
                    oldest.event.getCapturedAt(),
                    oldest.event.getSource());
        }
        var tooMany = images.beyond(bounds.images);
        if (tooMany != null) {
            release(tooMany.value());
        }
    }

    private void release(WaitingImage image) {
        if (whole.remove(image)) {
            bytes -= image.size();
        }
    }

    /** The pair of a result, or another that has waited for too long. */
    Optional<Pair> outcome(ImageKey key, Outcome outcome) {
        WaitingImage image = images.take(key);
        if (image != null) {
            release(image);
            return Optional.of(new Pair(key, image.event, outcome));
        }
        outcomes.add(key, outcome);
        var tooMany = outcomes.beyond(bounds.outcomes);
        return tooMany == null ? Optional.empty() : Optional.of(new Pair(tooMany.key(), UNKNOWN, tooMany.value()));
    }
}
