package io.digitstream.recognizer.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.network.Head;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SequenceReaderTest {
    private static final SequenceReader READER = new SequenceReader(Calibration.none(5), 0);
    private static final int ALL_NUMBERS = 1 + 10 + 100 + 1_000 + 10_000 + 100_000 + 1;

    @ParameterizedTest
    @CsvSource({"1, 0.2", "2, 0.5", "3, 1", "4, 1", "5, 2", "6, 2", "7, 3", "8, 3", "9, 5", "10, 8"})
    void findsTheMostProbableOfAllNumbersAndTheNextThree(long seed, double sharpness) {
        Random random = new Random(seed);
        for (int i = 0; i < 2; i++) {
            Reading reading = READER.read(RandomScores.of(random, sharpness));
            List<Candidate> all = everyNumber(reading.scores());
            requireSame(reading.best(), all.get(0));
            assertThat(reading.alternatives()).hasSize(SequenceReader.ALTERNATIVES);
            for (int next = 0; next < SequenceReader.ALTERNATIVES; next++) {
                requireSame(reading.alternatives().get(next), all.get(1 + next));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 4})
    void givesTheProbabilityOfAnyNumber(double sharpness) {
        Scores raw = RandomScores.of(new Random(7), sharpness);
        Reading reading = READER.read(raw);
        for (Candidate candidate : reading.alternatives()) {
            String number = candidate.isTooLong() ? "123456" : candidate.digits();
            assertThat(READER.probability(raw, number)).isCloseTo(candidate.probability(), within(1e-6));
        }
        assertThat(READER.probability(raw, "1234567")).isEqualTo(READER.probability(raw, "999999"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 4})
    void sharesOneProbabilityAmongAllNumbers(double sharpness) {
        Random random = new Random(42);
        for (int i = 0; i < 2; i++) {
            Scores scores = READER.read(RandomScores.of(random, sharpness)).scores();
            List<Candidate> all = everyNumber(scores);
            assertThat(all).hasSize(ALL_NUMBERS);
            assertThat(all.stream().mapToDouble(Candidate::probability).sum()).isCloseTo(1, within(1e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "42", "007", "1999", "90210"})
    void readsTheNumberThatTheHeadsAreCertainOf(String number) {
        Reading reading = READER.read(RandomScores.certain(number));
        assertThat(reading.status()).isEqualTo(ReadingStatus.READ);
        assertThat(reading.best()).isEqualTo(new Candidate(number.length(), number, 1));
        assertThat(reading.alternatives()).extracting(Candidate::probability).containsOnly(0.0);
    }

    @Test
    void readsNoNumberWhenTheLengthIsMostLikelyNone() {
        Reading reading = READER.read(withLength(0, RandomScores.certain("12345")));
        assertThat(reading.status()).isEqualTo(ReadingStatus.NO_NUMBER);
        assertThat(reading.best().digits()).isEmpty();
        assertThat(reading.best().length()).isZero();
    }

    @Test
    void readsMoreThanFiveWhenTheLengthIsMostLikelyMore() {
        Reading reading = READER.read(withLength(Head.tooLong(5), RandomScores.certain("12345")));
        assertThat(reading.status()).isEqualTo(ReadingStatus.TOO_LONG);
        assertThat(reading.best().digits()).isEmpty();
        assertThat(reading.best().length()).isEqualTo(Head.tooLong(5));
    }

    /** Length 2 is likelier than none, but no single number of two digits is. */
    @Test
    void comparesWholeNumbersAndNotLengths() {
        float[][] heads = evenHeads();
        heads[0] = new float[] {0.3f, 0, 0.7f, 0, 0, 0, 0};
        assertThat(READER.read(new Scores(heads)).status()).isEqualTo(ReadingStatus.NO_NUMBER);
    }

    @Test
    void choosesAmongTheTenDigitsEvenWhereNoDigitIsLikeliest() {
        float[][] heads = evenHeads();
        heads[0] = RandomScores.certain(Head.lengths(5), 1);
        heads[1] = new float[] {0, 0, 0, 0.06f, 0.04f, 0, 0, 0, 0, 0, 0.9f};
        Reading reading = READER.read(new Scores(heads));
        assertThat(reading.best().digits()).isEqualTo("3");
        assertThat(reading.best().probability()).isCloseTo(0.6, within(1e-6));
        assertThat(reading.alternatives().get(0).digits()).isEqualTo("4");
    }

    @Test
    void takesAllDigitsAsEquallyLikelyWhereAHeadIsCertainOfNone() {
        float[][] heads = evenHeads();
        heads[0] = RandomScores.certain(Head.lengths(5), 1);
        heads[1] = RandomScores.certain(Head.DIGITS, Head.NO_DIGIT);
        assertThat(READER.read(new Scores(heads)).best().probability()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void keepsTheDigitsOfAnUncertainReading() {
        Scores scores = withLength(2, RandomScores.of(new Random(1), 1));
        double confidence = READER.read(scores).best().probability();
        Reading uncertain = new SequenceReader(Calibration.none(5), confidence + 1e-6).read(scores);
        assertThat(uncertain.status()).isEqualTo(ReadingStatus.UNCERTAIN);
        assertThat(uncertain.best()).isEqualTo(READER.read(scores).best());
        assertThat(uncertain.best().digits()).hasSize(2);
        assertThat(uncertain.alternatives()).isEqualTo(READER.read(scores).alternatives());
    }

    @Test
    void believesAReadingThatIsJustAsSureAsTheThreshold() {
        Scores scores = withLength(2, RandomScores.of(new Random(1), 1));
        double confidence = READER.read(scores).best().probability();
        assertThat(new SequenceReader(Calibration.none(5), confidence)
                        .read(scores)
                        .status())
                .isEqualTo(ReadingStatus.READ);
    }

    @Test
    void isUncertainOfNoNumberTooWhenItsProbabilityIsBelowTheThreshold() {
        float[][] heads = evenHeads();
        heads[0] = new float[] {0.4f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f};
        Reading reading = new SequenceReader(Calibration.none(5), 0.5).read(new Scores(heads));
        assertThat(reading.status()).isEqualTo(ReadingStatus.UNCERTAIN);
        assertThat(reading.best().length()).isZero();
    }

    @Test
    void calibratesBeforeItReads() {
        Calibration softer = new Calibration(Collections.nCopies(Head.of(5).size(), 4.0));
        Scores scores = RandomScores.of(new Random(3), 3);
        Reading calibrated = new SequenceReader(softer, 0).read(scores);
        assertThat(calibrated.best().probability())
                .isLessThan(READER.read(scores).best().probability());
        requireSame(calibrated.best(), everyNumber(softer.apply(scores)).get(0));
    }

    /** Calibrated first: a presence is calibrated as it is. */
    @ParameterizedTest
    @CsvSource({"1, 0.3", "2, 0.95", "3, 1", "4, 0"})
    void readsEachNumberLessProbablyWhereThereMayBeNothingToRead(long seed, double presence) {
        SequenceReader reader = new SequenceReader(
                new Calibration(Collections.nCopies(Head.of(5).size(), 2.0)), 0);
        Scores raw = RandomScores.of(new Random(seed), 3);
        Reading sure = reader.read(raw);
        Reading reading = reader.read(raw, presence);
        for (String number : List.of("7", "42", "007", "1999", "90210")) {
            assertThat(reading.probability(number)).isCloseTo(presence * sure.probability(number), within(1e-6));
        }
        double none = 1 - presence + presence * sure.scores().length(0);
        assertThat(reading.scores().length(0)).isCloseTo((float) none, within(1e-6f));
        assertThat(everyNumber(reading.scores()).stream()
                        .mapToDouble(Candidate::probability)
                        .sum())
                .isCloseTo(1, within(1e-5));
        requireSame(reading.best(), everyNumber(reading.scores()).get(0));
    }

    @Test
    void readsTheSameWhereThereCertainlyIsSomething() {
        Scores raw = RandomScores.of(new Random(5), 2);
        assertThat(READER.read(raw, 1).best()).isEqualTo(READER.read(raw).best());
        assertThat(READER.read(raw, 0).best()).isEqualTo(new Candidate(0, "", 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAThresholdThatIsNoProbability(double threshold) {
        assertThatThrownBy(() -> new SequenceReader(Calibration.none(5), threshold))
                .hasMessage("a threshold lies in [0, 1], not " + threshold);
    }

    @Test
    void readsEightDigitsOfANetworkThatHasThem() {
        float[][] heads = Head.of(8).stream()
                .map(head -> RandomScores.certain(head.classes(), 8))
                .toArray(float[][]::new);
        Scores scores = new Scores(heads);
        SequenceReader reader = new SequenceReader(Calibration.none(8), 0.5);
        assertThat(reader.read(scores).best().digits()).isEqualTo("88888888");
        Reading limited = reader.limitedTo(5).read(scores);
        assertThat(limited.status()).isEqualTo(ReadingStatus.TOO_LONG);
        assertThat(limited.best().isRight("88888888")).isTrue();
        assertThat(limited.best().isRight("88888")).isFalse();
        assertThat(reader.limitedTo(5).limitedTo(9).digits()).isEqualTo(5);
    }

    @Test
    void candidatesHaveAsManyDigitsAsTheirLength() {
        assertThatThrownBy(() -> new Candidate(2, "1", 0.5)).hasMessage("not a number of length 2: 1");
        assertThatThrownBy(() -> new Candidate(6, "1234567", 0.5)).hasMessageContaining("length 6");
        assertThatThrownBy(() -> new Candidate(-1, "", 0.5)).hasMessageContaining("length -1");
    }

    @Test
    void aReadingKnowsTheProbabilityOfEveryNumber() {
        Reading reading = READER.read(RandomScores.of(new Random(7), 2));
        everyNumber(reading.scores()).stream()
                .filter(number -> !number.digits().isEmpty())
                .limit(1_000)
                .forEach(number -> assertThat(reading.probability(number.digits()))
                        .isCloseTo(number.probability(), within(1e-12)));
    }

    /** Written without any cleverness, to check the reader's. */
    private static List<Candidate> everyNumber(Scores scores) {
        List<Candidate> all = new ArrayList<>();
        all.add(new Candidate(0, "", scores.length(0)));
        all.add(new Candidate(Head.tooLong(5), "", scores.length(Head.tooLong(5))));
        int count = 1;
        for (int length = 1; length <= 5; length++) {
            count *= 10;
            for (int number = 0; number < count; number++) {
                String digits = Integer.toString(count + number).substring(1);
                double probability = scores.length(length);
                for (int i = 0; i < length; i++) {
                    probability *= among(scores, i, digits.charAt(i) - '0');
                }
                all.add(new Candidate(length, digits, probability));
            }
        }
        all.sort(Comparator.comparingDouble(Candidate::probability).reversed());
        return all;
    }

    private static double among(Scores scores, int position, int digit) {
        double sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += scores.digit(position, i);
        }
        return scores.digit(position, digit) / sum;
    }

    private static void requireSame(Candidate found, Candidate expected) {
        assertThat(found.probability()).isCloseTo(expected.probability(), within(1e-12));
        assertThat(found.length()).isEqualTo(expected.length());
        assertThat(found.digits()).isEqualTo(expected.digits());
    }

    private static float[][] evenHeads() {
        return headsOf(RandomScores.of(new Random(0), 0));
    }

    private static Scores withLength(int length, Scores scores) {
        float[][] heads = headsOf(scores);
        heads[0] = RandomScores.certain(Head.lengths(5), length);
        return new Scores(heads);
    }

    private static float[][] headsOf(Scores scores) {
        float[][] heads = new float[Head.of(5).size()][];
        for (int head = 0; head < heads.length; head++) {
            heads[head] = scores.head(head);
        }
        return heads;
    }
}
