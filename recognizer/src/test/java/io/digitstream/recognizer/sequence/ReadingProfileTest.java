package io.digitstream.recognizer.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.network.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadingProfileTest {
    private static final String TEXT = "readings 4; uncertain 1; mean confidence 0.75; confidences 0,0,0,0,0,1,0,1,0,2;"
            + " digits 0,2,0,0,1,0,0,2,0,0; lengths 1,0,1,1,0,0,1";

    @Test
    void countsWhatManyReadingsLookLike() {
        ReadingProfile profile = ReadingProfile.of(
                5,
                List.of(
                        reading(2, "17", 0.5, ReadingStatus.UNCERTAIN),
                        reading(3, "417", 0.75, ReadingStatus.READ),
                        reading(0, "", 1, ReadingStatus.NO_NUMBER),
                        reading(Head.tooLong(5), "", 0.95, ReadingStatus.TOO_LONG)));
        assertThat(profile.readings()).isEqualTo(4);
        assertThat(profile.uncertain()).isEqualTo(1);
        assertThat(profile.uncertainShare()).isEqualTo(0.25);
        assertThat(profile.meanConfidence()).isCloseTo(0.8, within(1e-12));
        assertThat(profile.confidences()).containsExactly(0, 0, 0, 0, 0, 1, 0, 1, 0, 2);
        assertThat(profile.digits()).containsExactly(0, 2, 0, 0, 1, 0, 0, 2, 0, 0);
        assertThat(profile.lengths()).containsExactly(1, 0, 1, 1, 0, 0, 1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.09, 0", "0.1, 1", "0.5, 5", "0.899, 8", "0.9, 9", "1, 9"})
    void putsConfidenceIntoTenEqualBins(double confidence, int bin) {
        ReadingProfile profile = ReadingProfile.of(5, List.of(reading(1, "3", confidence, ReadingStatus.READ)));
        assertThat(profile.confidences().indexOf(1)).isEqualTo(bin);
    }

    @Test
    void isOfNothingToo() {
        ReadingProfile nothing = ReadingProfile.of(5, List.of());
        assertThat(nothing.readings()).isZero();
        assertThat(nothing.uncertainShare()).isZero();
        assertThat(nothing.meanConfidence()).isZero();
        assertThat(ReadingProfile.parse(nothing.text())).isEqualTo(nothing);
    }

    @Test
    void isWrittenInOneLine() {
        assertThat(ReadingProfile.parse(TEXT))
                .isEqualTo(new ReadingProfile(
                        1,
                        0.75,
                        List.of(0, 0, 0, 0, 0, 1, 0, 1, 0, 2),
                        List.of(0, 2, 0, 0, 1, 0, 0, 2, 0, 0),
                        List.of(1, 0, 1, 1, 0, 0, 1)));
        assertThat(ReadingProfile.parse(TEXT).text()).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.1", "2, 1", "3, 3", "4, 10"})
    void isReadExactlyAsItWasWritten(long seed, double sharpness) {
        Random random = new Random(seed);
        SequenceReader reader = new SequenceReader(Calibration.none(5), 0.3);
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            readings.add(reader.read(RandomScores.of(random, sharpness)));
        }
        ReadingProfile profile = ReadingProfile.of(5, readings);
        assertThat(profile.readings()).isEqualTo(50);
        assertThat(ReadingProfile.parse(profile.text())).isEqualTo(profile);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'readings 4; '|''|not a profile",
                "readings 4|readings 5|the profile is 'readings 5;",
                "readings 4|readings 04|the profile is 'readings 04;",
                "readings 4|readings four|not a profile",
                "uncertain 1|uncertain 5|5 of 4 readings are uncertain",
                "uncertain 1|uncertain -1|not a profile",
                "uncertain 1|uncertain 99999999999|99999999999",
                "uncertain 1;|uncertain 1;;|not a profile",
                "'uncertain 1; '|'uncertain 1;'|not a profile",
                "confidence 0.75|confidence 1.5|a mean confidence lies in [0, 1], not 1.5",
                "confidence 0.75|confidence -0.5|a mean confidence lies in [0, 1], not -0.5",
                "confidence 0.75|confidence NaN|not a profile",
                "confidence 0.75|confidence 0.750|the profile is",
                "confidence 0.75|confidence .75|the profile is",
                "confidence 0.75|confidence 0.7.5|multiple points",
                "confidence 0.75|confidence 0,75|not a profile",
                "confidences 0,0|confidences 0|confidences are 10 counts, not [0, 0, 0, 0, 1, 0, 1, 0, 2]",
                "confidences 0|confidences 0,0|confidences are 10 counts",
                "confidences 0|confidences 1|confidences of 5 readings, but lengths of 4",
                "confidences 0|confidences +0|not a profile",
                "confidences 0|confidences 00|the profile is",
                "confidences 0|confidences -1|not a profile",
                "'confidences 0,'|'confidences ,'|For input string",
                "0,2; digits|0,2,; digits|For input string",
                "0,2; digits|0,99999999999; digits|99999999999",
                "digits 0|digits 1|readings of these lengths have 5 digits, not 6",
                "digits 0|digits 0,0|digits are 10 counts",
                "digits 0,2|digits 0|digits are 10 counts",
                "lengths 1|lengths 0|confidences of 4 readings, but lengths of 3",
                "lengths 1,0,1|lengths 1,1,0|readings of these lengths have 4 digits, not 5",
                "lengths 1|lengths 1,0|readings of these lengths have 7 digits, not 5",
                "lengths 1,0,1,1,0,0,1|lengths 3,1|lengths are 3 counts",
                "lengths 1,0,1,1,0,0,1|lengths 1,0,1,1,0,0,1;|not a profile",
            })
    void refusesEveryOtherText(String part, String instead, String message) {
        assertThat(TEXT).contains(part);
        assertThatThrownBy(() -> ReadingProfile.parse(TEXT.replace(part, instead)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "none", "readings 0", "\n"})
    void refusesWhatIsNoProfileAtAll(String text) {
        assertThatThrownBy(() -> ReadingProfile.parse(text)).hasMessage("not a profile of readings: '" + text + "'");
        assertThatThrownBy(() -> ReadingProfile.parse(TEXT + text + " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdsNoNegativeCounts() {
        List<Integer> none = List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThatThrownBy(() -> new ReadingProfile(
                        0, 0, List.of(-1, 1, 0, 0, 0, 0, 0, 0, 0, 0), none, List.of(0, 0, 0, 0, 0, 0, 0)))
                .hasMessage("confidences are 10 counts, not [-1, 1, 0, 0, 0, 0, 0, 0, 0, 0]");
        assertThatThrownBy(() -> new ReadingProfile(-1, 0, none, none, List.of(0, 0, 0, 0, 0, 0, 0)))
                .hasMessage("-1 of 0 readings are uncertain");
        assertThatThrownBy(() -> new ReadingProfile(0, Double.NaN, none, none, List.of(0, 0, 0, 0, 0, 0, 0)))
                .hasMessage("a mean confidence lies in [0, 1], not NaN");
    }

    private static Reading reading(int length, String digits, double confidence, ReadingStatus status) {
        return new Reading(status, new Candidate(length, digits, confidence), List.of(), RandomScores.certain(digits));
    }
}
