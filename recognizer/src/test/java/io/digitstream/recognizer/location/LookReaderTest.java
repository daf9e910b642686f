package io.digitstream.recognizer.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.RandomScores;
import io.digitstream.recognizer.sequence.Reading;
import io.digitstream.recognizer.sequence.ReadingStatus;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.sequence.SequenceReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LookReaderTest {
    private static final Offset<Double> CLOSE = within(1e-6);
    private static final LookReader READER = new LookReader(new SequenceReader(Calibration.none(5), 0));

    @Test
    void believesTheLookAtWhichANumberIsMostProbable() {
        LookReader.Decision decision = READER.decide(
                looks(1, 1, 1),
                List.of(
                        RandomScores.likely("41", 0.6f),
                        RandomScores.likely("42", 0.9f),
                        RandomScores.likely("43", 0.8f)));
        assertThat(decision.look()).isEqualTo(1);
        assertThat(decision.reading().best().digits()).isEqualTo("42");
        assertThat(decision.reading().best().probability()).isCloseTo(0.9, CLOSE);
    }

    /** That a look shows no number is no reason against another one. */
    @Test
    void believesAProbableNumberRatherThanThatAnotherLookMoreProbablyShowsNone() {
        LookReader.Decision decision = READER.decide(
                looks(1, 1, 1),
                List.of(RandomScores.certain(""), RandomScores.likely("42", 0.7f), RandomScores.likely("43", 0.01f)));
        assertThat(decision.look()).isEqualTo(1);
        assertThat(decision.reading().status()).isEqualTo(ReadingStatus.READ);
        assertThat(decision.reading().best().digits()).isEqualTo("42");
    }

    @Test
    void countsMoreThanFiveDigitsAsANumber() {
        float[][] heads = heads(RandomScores.certain("12345"));
        heads[0] = RandomScores.certain(Head.lengths(5), Head.tooLong(5));
        LookReader.Decision decision =
                READER.decide(looks(1, 1), List.of(RandomScores.likely("42", 0.7f), new Scores(heads)));
        assertThat(decision.look()).isEqualTo(1);
        assertThat(decision.reading().status()).isEqualTo(ReadingStatus.TOO_LONG);
    }

    @Test
    void saysThatThereIsNoNumberWhereNoLookShowsOne() {
        LookReader.Decision decision =
                READER.decide(looks(1, 1), List.of(RandomScores.likely("41", 0.1f), RandomScores.likely("42", 0.2f)));
        assertThat(decision.look()).isEqualTo(1);
        assertThat(decision.reading().status()).isEqualTo(ReadingStatus.NO_NUMBER);
        assertThat(decision.reading().best().probability()).isCloseTo(0.8, CLOSE);
        assertThat(decision.reading().alternatives().get(0).digits()).isEqualTo("42");
    }

    @ParameterizedTest
    @CsvSource({"1, 0.9, 0.9", "0.8, 0.9, 0.72", "0.5, 1, 0.5", "0.25, 0.8, 0.2", "0, 1, 0"})
    void isNoSurerOfANumberThanThatThereIsOne(double presence, float likely, double expected) {
        Reading reading = READER.decide(looks(presence), List.of(RandomScores.likely("42", likely)))
                .reading();
        assertThat(reading.probability("42")).isCloseTo(expected, CLOSE);
        assertThat(reading.scores().length(0))
                .isCloseTo((float) (1 - presence + presence * (1 - likely)), within(1e-6f));
    }

    @Test
    void weighsWhatIsReadWithHowLikelyThereIsANumber() {
        LookReader.Decision decision =
                READER.decide(looks(0.5, 0.9), List.of(RandomScores.likely("41", 1), RandomScores.likely("42", 0.6f)));
        assertThat(decision.look()).isEqualTo(1);
        assertThat(decision.reading().best().probability()).isCloseTo(0.54, CLOSE);
    }

    @Test
    void believesTheFirstOfLooksThatAreEquallyProbable() {
        Scores scores = RandomScores.of(new Random(1), 2);
        assertThat(READER.decide(looks(0.7, 0.7, 0.7), List.of(scores, scores, scores))
                        .look())
                .isZero();
        assertThat(READER.decide(looks(0, 0), List.of(RandomScores.certain("41"), RandomScores.certain("42")))
                        .look())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void calibratesEachLookAndAppliesTheThresholdToTheOneThatWon(long seed) {
        Random random = new Random(seed);
        SequenceReader strict = new SequenceReader(
                new Calibration(Collections.nCopies(Head.of(5).size(), 0.5)), 0.4);
        for (int i = 0; i < 50; i++) {
            Scores scores = RandomScores.of(random, 2);
            double presence = random.nextDouble();
            Reading reading = new LookReader(strict)
                    .decide(looks(presence), List.of(scores))
                    .reading();
            Reading expected = strict.read(scores, presence);
            assertThat(reading.best()).isEqualTo(expected.best());
            assertThat(reading.status()).isEqualTo(expected.status());
            if (reading.best().probability() < 0.4) {
                assertThat(reading.status()).isEqualTo(ReadingStatus.UNCERTAIN);
            }
        }
    }

    @Test
    void believesTheWholePhotoOnlyIfItReadsANumberThere() {
        List<Look> looks = new ArrayList<>(looks(0.1));
        Look place = looks.get(0);
        looks.add(new Look(place.place(), 0.9, true, place.pixels()));
        Scores none = RandomScores.likely("41", 0.2f);
        LookReader.Decision filled = READER.decide(looks, List.of(none, RandomScores.likely("42", 0.8f)));
        assertThat(filled.look()).isEqualTo(1);
        assertThat(filled.reading().best().digits()).isEqualTo("42");
        LookReader.Decision empty = READER.decide(looks, List.of(none, RandomScores.likely("42", 0.4f)));
        assertThat(empty.look()).isZero();
        assertThat(empty.reading().status()).isEqualTo(ReadingStatus.NO_NUMBER);
        assertThat(empty.reading().best().probability()).isCloseTo(0.98, CLOSE);
    }

    @Test
    void needsALook() {
        assertThatThrownBy(() -> READER.decide(List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a photo is looked at once at least");
    }

    private static List<Look> looks(double... presences) {
        InputShape shape = new InputShape(8, 8);
        Pixels pixels = new Pixels(shape, new byte[shape.size()]);
        return Arrays.stream(presences)
                .mapToObj(presence -> new Look(new Box(0, 0, 8, 8), presence, false, pixels))
                .toList();
    }

    private static float[][] heads(Scores scores) {
        float[][] heads = new float[Head.of(5).size()][];
        for (int head = 0; head < heads.length; head++) {
            heads[head] = scores.head(head);
        }
        return heads;
    }
}
