package io.digitstream.standalone.bench;

import io.digitstream.recognizer.engine.Scorer;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.WireFormat;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** Inference in {@code mapValues}, an image after the other, as the examples of the field do it. Immutable. */
record OneAtATime(Scorer scorer, Preparer preparer, SequenceReader reader) {
    Topology topology(Topics topics) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(topics.images(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .mapValues(this::read)
                .to(topics.recognitions(), Produced.with(Serdes.ByteArray(), Serdes.String()));
        return builder.build();
    }

    private String read(byte[] value) {
        try {
            Prepared.Cut cut = cut(preparer, value);
            return reader.read(scorer.score(List.of(cut.pixels())).get(0))
                    .best()
                    .digits();
        } catch (ImageRejectedException e) {
            return "";
        }
    }

    /** What a record holds, if its producer said where the number is. */
    static Prepared.Cut cut(Preparer preparer, byte[] value) throws ImageRejectedException {
        ImageEvent event = WireFormat.IMAGE_EVENT.decode(value);
        byte[] file = new byte[event.getImage().remaining()];
        event.getImage().duplicate().get(file);
        io.digitstream.schemas.Region box = Objects.requireNonNull(event.getRegion());
        Region region = Region.of(box.getLeft(), box.getTop(), box.getWidth(), box.getHeight());
        return (Prepared.Cut) preparer.prepare(file, region);
    }
}
