package io.digitstream.standalone.page.review;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.connection.ConnectionException;
import io.digitstream.application.registry.RegistryException;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.LabeledImage;
import io.digitstream.schemas.Region;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WireFormat;
import io.digitstream.standalone.page.feed.Outcome;
import io.digitstream.standalone.page.feed.Sight;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Writes down the numbers that people see. Thread-safe. */
public final class Corrections {
    private static final String LABEL = "[0-9]{0,20}";

    private final Outbox outbox;
    private final String topic;
    private final TopicValues values;
    private final InstantSource clock;

    public Corrections(Outbox outbox, Connection connection, InstantSource clock) {
        this.outbox = outbox;
        this.topic = connection.topics().labeledImages();
        this.values = connection.values();
        this.clock = clock;
    }

    /**
     * Returns once the broker has it.
     *
     * @param label digits as they stand in the photo; empty for no number
     * @throws IllegalArgumentException if it is anything else
     * @throws ConnectionException if the broker does not take it
     * @throws RegistryException if it cannot be written without a schema registry that is away
     */
    public void write(Sight sight, String label) throws ConnectionException, InterruptedException {
        if (!label.matches(LABEL)) {
            throw new IllegalArgumentException("A number is up to 20 digits, and nothing else.");
        }
        ImageEvent image = sight.image();
        LabeledImage labeled = LabeledImage.newBuilder()
                .setImage(image.getImage())
                .setRegion(label.isEmpty() ? null : region(sight))
                .setLabel(label)
                .setLabeledAt(clock.instant())
                .setLabeledBy("page")
                .setCapturedAt(image.getCapturedAt())
                .setSource(image.getSource())
                .build();
        var unused = outbox.send(topic, sight.key(), values.encode(topic, WireFormat.LABELED_IMAGE, labeled));
    }

    /** Where the producer said that it is; what the processor found is what is in doubt. */
    private static @Nullable Region region(Sight sight) {
        return sight.outcome() instanceof Outcome.Recognized recognized
                        && recognized.recognition().getLocated()
                ? null
                : sight.image().getRegion();
    }
}
