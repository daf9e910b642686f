package io.digitstream.processor.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.processor.batch.Inference;
import io.digitstream.processor.intake.SampleImages;
import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.recognizer.sequence.Reading;
import io.digitstream.recognizer.sequence.ReadingStatus;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.schemas.Alternative;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WireFormat;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecognitionSerializerTest {
    private static final Instant CAPTURED = Instant.parse("2026-11-22T08:30:00.250Z");
    private static final Instant INFERRED = Instant.parse("2026-11-23T12:00:00.017Z");
    private static final Candidate BEST = new Candidate(3, "042", 0.75);

    @Test
    void writesEveryFieldOfAReading() {
        List<Candidate> alternatives = List.of(
                new Candidate(2, "42", 0.125), new Candidate(Head.tooLong(5), "", 0.0625), new Candidate(0, "", 0));

        Recognition recognition = written(new Reading(ReadingStatus.READ, BEST, alternatives, scores()), CAPTURED);

        assertThat(recognition.getStatus()).isEqualTo(io.digitstream.schemas.ReadingStatus.READ);
        assertThat(recognition.getDigits()).isEqualTo("042");
        assertThat(recognition.getConfidence()).isEqualTo(0.75);
        assertThat(recognition.getLengthDistribution()).containsExactly(0f, 1f, 2f, 3f, 4f, 5f, 6f);
        assertThat(recognition.getDigitDistributions())
                .containsExactly(distribution(1), distribution(2), distribution(3), distribution(4), distribution(5));
        assertThat(recognition.getAlternatives())
                .containsExactly(
                        new Alternative(io.digitstream.schemas.ReadingStatus.READ, "42", 0.125),
                        new Alternative(io.digitstream.schemas.ReadingStatus.MORE_THAN_FIVE, "", 0.0625),
                        new Alternative(io.digitstream.schemas.ReadingStatus.NO_NUMBER, "", 0.0));
        assertThat(recognition.getWeightsVersion()).isEqualTo("weights-1");
        assertThat(recognition.getCapturedAt()).isEqualTo(CAPTURED);
        assertThat(recognition.getTakenInAt()).isEqualTo(SampleImages.TAKEN_IN);
        assertThat(recognition.getInferredAt()).isEqualTo(INFERRED);
        assertThat(recognition.getRegion()).isEqualTo(new io.digitstream.schemas.Region(-5, 6, 70, 80));
        assertThat(recognition.getLocated()).isFalse();
    }

    /** The first version of the schema has a symbol for five digits only, which old consumers know. */
    @Test
    void saysOfLongerNumbersThatTheyAreTooLong() {
        Candidate tooLong = new Candidate(Head.tooLong(8), "", 0.75);
        float[][] heads =
                Head.of(8).stream().map(head -> new float[head.classes()]).toArray(float[][]::new);

        Recognition recognition =
                written(new Reading(ReadingStatus.TOO_LONG, tooLong, List.of(tooLong), new Scores(heads)), CAPTURED);

        assertThat(recognition.getStatus()).isEqualTo(io.digitstream.schemas.ReadingStatus.TOO_LONG);
        assertThat(recognition.getLengthDistribution()).hasSize(10);
        assertThat(recognition.getDigitDistributions()).hasSize(8);
        assertThat(recognition.getAlternatives().get(0).getStatus())
                .isEqualTo(io.digitstream.schemas.ReadingStatus.TOO_LONG);
    }

    @Test
    void writesWhereANumberWasFound() {
        Reading reading = new Reading(ReadingStatus.READ, BEST, List.of(), scores());

        Recognition recognition = written(new PlacedReading(reading, new Region(1, 2, 3, 4), true), CAPTURED);

        assertThat(recognition.getRegion()).isEqualTo(new io.digitstream.schemas.Region(1, 2, 3, 4));
        assertThat(recognition.getLocated()).isTrue();
    }

    @Test
    void leavesOpenWhereANumberIsIfNoneWasFound() {
        Reading nothing = new Reading(ReadingStatus.NO_NUMBER, new Candidate(0, "", 0.5), List.of(), scores());

        Recognition recognition = written(new PlacedReading(nothing, null, false), CAPTURED);

        assertThat(recognition.getRegion()).isNull();
        assertThat(recognition.getLocated()).isFalse();
    }

    @Test
    void leavesOpenWhenAPhotoWasTakenIfNobodySaidSo() {
        assertThat(written(new Reading(ReadingStatus.READ, BEST, List.of(), scores()), null)
                        .getCapturedAt())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(ReadingStatus.class)
    void keepsEveryStatus(ReadingStatus status) {
        Recognition recognition = written(new Reading(status, BEST, List.of(), scores()), null);

        assertThat(recognition.getStatus())
                .hasToString(status == ReadingStatus.TOO_LONG ? "MORE_THAN_FIVE" : status.name());
        assertThat(recognition.getAlternatives()).isEmpty();
    }

    @Test
    void writesThatThereIsNoNumber() {
        Candidate nothing = new Candidate(0, "", 0.5);

        Recognition recognition = written(new Reading(ReadingStatus.NO_NUMBER, nothing, List.of(), scores()), null);

        assertThat(recognition.getDigits()).isEmpty();
        assertThat(recognition.getStatus()).isEqualTo(io.digitstream.schemas.ReadingStatus.NO_NUMBER);
    }

    private static Recognition written(Reading reading, @Nullable Instant capturedAt) {
        return written(new PlacedReading(reading, new Region(-5, 6, 70, 80), false), capturedAt);
    }

    private static Recognition written(PlacedReading reading, @Nullable Instant capturedAt) {
        Inference.Read inference = new Inference.Read(reading, "weights-1", INFERRED);
        Outcome.Recognized outcome =
                new Outcome.Recognized(SampleImages.incoming(42, null, null), inference, capturedAt);
        return WireFormat.RECOGNITION.decode(
                new RecognitionSerializer(TopicValues.singleObject()).serialize("recognitions", outcome));
    }

    /** Not probabilities, so that no two values can be mistaken for each other: head times 100 plus class. */
    private static Scores scores() {
        float[][] heads = new float[Head.of(5).size()][];
        for (int head = 0; head < heads.length; head++) {
            heads[head] = new float[Head.of(5).get(head).classes()];
            for (int i = 0; i < heads[head].length; i++) {
                heads[head][i] = 100 * head + i;
            }
        }
        return new Scores(heads);
    }

    private static List<Float> distribution(int head) {
        return IntStream.range(0, Head.DIGITS)
                .mapToObj(i -> (float) (100 * head + i))
                .toList();
    }
}
