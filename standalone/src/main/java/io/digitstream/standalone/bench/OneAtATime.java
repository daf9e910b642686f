package io.digitstream.standalone.bench;

import io.digitstream.processor.intake.Intake;
import io.digitstream.recognizer.engine.Scorer;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.schemas.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** Inference in {@code mapValues}, an image after the other, as the examples of the field do it. Immutable. */
record OneAtATime(Scorer scorer, Intake intake, SequenceReader reader) {
    Topology topology(Topics topics) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(topics.images(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .mapValues(this::read)
                .to(topics.recognitions(), Produced.with(Serdes.ByteArray(), Serdes.String()));
        return builder.build();
    }

    private String read(byte[] value) {
        try {
            Prepared.Cut cut = (Prepared.Cut) intake.take(value).image();
            return reader.read(scorer.score(List.of(cut.pixels())).get(0))
                    .best()
                    .digits();
        } catch (ImageRejectedException e) {
            return "";
        }
    }
}
