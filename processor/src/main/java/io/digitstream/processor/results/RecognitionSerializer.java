package io.digitstream.processor.results;

import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.recognizer.sequence.Reading;
import io.digitstream.schemas.Alternative;
import io.digitstream.schemas.ReadingStatus;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.Region;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** A reading as the {@link Recognition} that goes out. Immutable and thread-safe. */
public final class RecognitionSerializer implements Serializer<Outcome.Recognized> {
    private final TopicValues values;

    /** @param values how recognitions stand on the topic */
    public RecognitionSerializer(TopicValues values) {
        this.values = values;
    }

    @Override
    public byte[] serialize(String topic, Outcome.Recognized outcome) {
        return values.encode(topic, WireFormat.RECOGNITION, recognition(outcome));
    }

    private static Recognition recognition(Outcome.Recognized outcome) {
        PlacedReading placed = outcome.inference().reading();
        Reading reading = placed.reading();
        Recognition recognition = new Recognition();
        int digits = reading.scores().digits();
        recognition.setStatus(status(reading.status(), digits));
        recognition.setDigits(reading.best().digits());
        recognition.setConfidence(reading.best().probability());
        recognition.setLengthDistribution(boxed(reading.scores().head(0)));
        recognition.setDigitDistributions(IntStream.rangeClosed(1, digits)
                .mapToObj(head -> boxed(reading.scores().head(head)))
                .toList());
        recognition.setAlternatives(reading.alternatives().stream()
                .map(candidate -> alternative(candidate, digits))
                .toList());
        recognition.setWeightsVersion(outcome.inference().weightsVersion());
        recognition.setCapturedAt(outcome.capturedAt());
        recognition.setTakenInAt(outcome.image().takenInAt());
        recognition.setInferredAt(outcome.inference().at());
        recognition.setRegion(region(placed.region()));
        recognition.setLocated(placed.located());
        return recognition;
    }

    private static @Nullable Region region(io.digitstream.recognizer.image.@Nullable Region region) {
        return region == null ? null : new Region(region.left(), region.top(), region.width(), region.height());
    }

    private static Alternative alternative(Candidate candidate, int digits) {
        return new Alternative(status(candidate.status(), digits), candidate.digits(), candidate.probability());
    }

    /** @param digits that are read: for five, the first version of the schema has a symbol of its own */
    private static ReadingStatus status(io.digitstream.recognizer.sequence.ReadingStatus status, int digits) {
        return switch (status) {
            case READ -> ReadingStatus.READ;
            case UNCERTAIN -> ReadingStatus.UNCERTAIN;
            case TOO_LONG -> digits == 5 ? ReadingStatus.MORE_THAN_FIVE : ReadingStatus.TOO_LONG;
            case NO_NUMBER -> ReadingStatus.NO_NUMBER;
        };
    }

    private static List<Float> boxed(float[] values) {
        List<Float> boxed = new ArrayList<>(values.length);
        for (float value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
