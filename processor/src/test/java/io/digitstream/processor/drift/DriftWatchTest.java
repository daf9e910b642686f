package io.digitstream.processor.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.processor.CapturedLog;
import io.digitstream.processor.listeners.ListenerGuard;
import io.digitstream.processor.listeners.ListenerKind;
import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.recognizer.sequence.PopulationStability;
import io.digitstream.recognizer.sequence.Reading;
import io.digitstream.recognizer.sequence.ReadingProfile;
import io.digitstream.recognizer.sequence.ReadingStatus;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ReleaseSummary;
import io.digitstream.recognizer.weights.ShippedWeights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DriftWatchTest {
    private static final int WINDOW = 100;
    private static final Region REGION = new Region(1, 2, 30, 40);
    private static final Release SHIPPED = ShippedWeights.load();

    /** Every digit as often, nine of ten readings very sure, one not. */
    private static final ReadingProfile USUAL = ReadingProfile.of(5, usual());

    private static final Release RELEASE = release("usual", Map.of("profile", USUAL, "found.profile", USUAL));

    private final List<String> told = new ArrayList<>();
    private final ListenerGuard guard = new ListenerGuard();
    private final DriftWatch watch = new DriftWatch(
            ReleaseSummary.of(RELEASE), WINDOW, (version, reason) -> told.add(version + ": " + reason), guard);

    @Test
    void beginsWithEmptyWindows() {
        assertThat(watch.figures().weightsVersion()).isEqualTo(RELEASE.version());
        for (WindowFigures figures :
                List.of(watch.figures().given(), watch.figures().found())) {
            assertThat(figures.seen().readings()).isZero();
            assertThat(index(figures.confidence().orElseThrow())).isZero();
            assertThat(index(figures.digits().orElseThrow())).isZero();
        }
    }

    @Test
    void looksAnewWheneverATenthOfTheWindowIsNew() {
        for (int i = 1; i <= 2 * WINDOW; i++) {
            watch.observe(given(sure("7")));
            assertThat(watch.figures().given().seen().readings()).isEqualTo(Math.min(WINDOW, i / 10 * 10));
        }
    }

    @Test
    void looksAtEveryReadingOfASmallWindow() {
        DriftWatch small = new DriftWatch(ReleaseSummary.of(RELEASE), 3, (version, reason) -> {}, guard);
        for (int i = 1; i <= 5; i++) {
            small.observe(given(sure("7")));
            assertThat(small.figures().given().seen().readings()).isEqualTo(Math.min(3, i));
        }
    }

    @Test
    void forgetsTheOldestReadings() {
        observe(WINDOW, given(unsure("1")));
        observe(WINDOW / 2, given(sure("22")));
        ReadingProfile seen = watch.figures().given().seen();
        assertThat(seen.lengths()).containsExactly(0, WINDOW / 2, WINDOW / 2, 0, 0, 0, 0);
        assertThat(seen.uncertain()).isEqualTo(WINDOW / 2);
        observe(WINDOW / 2, given(sure("22")));
        assertThat(watch.figures().given().seen().uncertain()).isZero();
        assertThat(watch.figures().given().seen().digits().get(2)).isEqualTo(2 * WINDOW);
    }

    @Test
    void tellsTheShareOfUncertainReadingsAndTheMeanConfidence() {
        observe(15, given(sure("7")));
        observe(5, given(unsure("7")));
        ReadingProfile seen = watch.figures().given().seen();
        assertThat(seen.uncertainShare()).isEqualTo(0.25);
        assertThat(seen.meanConfidence()).isCloseTo(0.85, within(1e-12));
    }

    @Test
    void keepsTheKindsApart() {
        observe(20, given(sure("7")));
        observe(30, located(unsure("12")));
        assertThat(watch.figures().given().seen()).isEqualTo(ReadingProfile.of(5, Collections.nCopies(20, sure("7"))));
        assertThat(watch.figures().found().seen())
                .isEqualTo(ReadingProfile.of(5, Collections.nCopies(30, unsure("12"))));
    }

    @Test
    void countsAPhotoWithoutARegionAsOneEvenIfNothingIsFoundInIt() {
        Reading nothing = reading("", 0.95, ReadingStatus.NO_NUMBER);
        observe(10, new PlacedReading(nothing, null, false));
        assertThat(watch.figures().given().seen().readings()).isZero();
        assertThat(watch.figures().found().seen().lengths().get(0)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holdsEachKindAgainstItsOwnProfile(boolean sought) {
        ReadingProfile unusual = ReadingProfile.of(5, Collections.nCopies(WINDOW, unsure("1")));
        watch.release(ReleaseSummary.of(release(
                "split", Map.of("profile", sought ? unusual : USUAL, "found.profile", sought ? USUAL : unusual))));
        usual().forEach(reading -> watch.observe(sought ? located(reading) : given(reading)));
        WindowFigures figures =
                sought ? watch.figures().found() : watch.figures().given();
        assertThat(index(figures.confidence().orElseThrow())).isZero();
        assertThat(index(figures.digits().orElseThrow())).isZero();
        assertThat(told).isEmpty();
        usual().forEach(reading -> watch.observe(sought ? given(reading) : located(reading)));
        assertThat(told).hasSize(1);
    }

    /** 100 readings in ten bins, half more each: 90.5 / 105 and 10.5 / 105 expected, 80.5 / 105 and 20.5 / 105 seen. */
    @Test
    void computesTheStabilityOfConfidenceAndDigits() {
        for (int i = 0; i < WINDOW; i++) {
            String digit = Integer.toString(i % 10);
            watch.observe(given(i % 5 == 0 ? unsure(digit) : sure(digit)));
        }
        WindowFigures figures = watch.figures().given();
        assertThat(index(figures.confidence().orElseThrow()))
                .isCloseTo(10 / 105.0 * Math.log(20.5 / 10.5 * 90.5 / 80.5), within(1e-12));
        assertThat(index(figures.digits().orElseThrow())).isZero();
    }

    @Test
    void saysNothingWhileReadingsAreAsExpected() {
        for (int i = 0; i < 5; i++) {
            usual().forEach(reading -> watch.observe(given(reading)));
            usual().forEach(reading -> watch.observe(located(reading)));
        }
        assertThat(told).isEmpty();
    }

    /** Half more each, 10.5 / 105 and 90.5 / 105 expected, 100.5 / 105 and 0.5 / 105 seen: the loss of sure readings adds most. */
    @Test
    void saysWhenConfidenceHasChangedMuch() {
        digits(WINDOW - 1).forEach(digit -> watch.observe(given(unsure(digit))));
        assertThat(told).as("before the window is full").isEmpty();
        watch.observe(given(unsure("9")));
        assertThat(told).hasSize(1);
        assertThat(told.get(0))
                .isEqualTo(RELEASE.version()
                        + ": of the last 100 readings of images with a region, 0.0 % have a confidence of 0.9 to 1.0,"
                        + " in the release's validation 90.0 % (population stability index 6.39, above 0.25 is large)");
    }

    @Test
    void saysWhenDigitsHaveChangedMuch() {
        for (int i = 0; i < WINDOW; i++) {
            watch.observe(located(i % 10 == 0 ? unsure("4") : sure("4")));
        }
        assertThat(told).hasSize(1);
        assertThat(told.get(0))
                .startsWith(RELEASE.version()
                        + ": of the digits in the last 100 readings of images without a region, 100.0 % are a 4,"
                        + " in the release's validation 10.0 % (population stability index ")
                .doesNotContain("\n");
    }

    @Test
    void saysItOnceForARelease() {
        observe(3 * WINDOW, given(unsure("1")));
        observe(3 * WINDOW, located(unsure("1")));
        usual().forEach(reading -> watch.observe(given(reading)));
        observe(WINDOW, given(unsure("1")));
        assertThat(told).hasSize(1);
    }

    @Test
    void startsAnewWithTheNextRelease() {
        observe(WINDOW, given(unsure("1")));
        observe(WINDOW - 1, located(unsure("1")));
        assertThat(told).hasSize(1);

        Release next = release("next", Map.of("profile", USUAL, "found.profile", USUAL));
        watch.release(ReleaseSummary.of(next));
        assertThat(watch.figures().weightsVersion()).isEqualTo(next.version());
        assertThat(watch.figures().given().seen().readings()).isZero();
        assertThat(watch.figures().found().seen().readings()).isZero();

        observe(WINDOW - 1, located(unsure("1")));
        assertThat(told).hasSize(1);
        observe(1, located(unsure("1")));
        assertThat(told).hasSize(2);
        assertThat(told.get(1)).startsWith(next.version() + ": of the last 100 readings of images without a region");
    }

    @Test
    void hasFiguresButNothingToHoldThemAgainstWithoutAProfile() {
        watch.release(ReleaseSummary.of(release("mute", Map.of())));
        observe(2 * WINDOW, given(unsure("1")));
        observe(2 * WINDOW, located(unsure("1")));
        for (WindowFigures figures :
                List.of(watch.figures().given(), watch.figures().found())) {
            assertThat(figures.seen().uncertainShare()).isEqualTo(1);
            assertThat(figures.seen().meanConfidence()).isCloseTo(0.55, within(1e-12));
            assertThat(figures.confidence()).isEmpty();
            assertThat(figures.digits()).isEmpty();
        }
        assertThat(told).isEmpty();
    }

    /** No number at all is a change of confidence or length, but not of digits. */
    @Test
    void doesNotTakeAWindowWithoutDigitsForAChangeOfDigits() {
        for (int i = 0; i < WINDOW; i++) {
            watch.observe(given(reading("", i % 10 == 0 ? 0.55 : 0.95, ReadingStatus.NO_NUMBER)));
        }
        assertThat(index(watch.figures().given().digits().orElseThrow())).isZero();
        assertThat(told).isEmpty();
    }

    /** With a few validation photos the index is large by chance alone. */
    @Test
    void saysNothingOfChangesThatChanceMakes() {
        ReadingProfile few = ReadingProfile.of(5, List.of(sure("1"), sure("1"), sure("7"), sure("1"), unsure("1")));
        watch.release(ReleaseSummary.of(release("few", Map.of("profile", few))));
        usual().forEach(reading -> watch.observe(given(reading)));
        assertThat(index(watch.figures().given().digits().orElseThrow())).isGreaterThan(PopulationStability.LARGE);
        assertThat(told).isEmpty();
    }

    @Test
    void goesOnAfterAListenerThatFails() {
        DriftWatch failing = new DriftWatch(
                ReleaseSummary.of(RELEASE),
                WINDOW,
                (version, reason) -> {
                    throw new IllegalStateException("no broker");
                },
                guard);

        try (CapturedLog log = new CapturedLog(ListenerGuard.class)) {
            for (int i = 0; i < 2 * WINDOW; i++) {
                failing.observe(given(unsure("1")));
            }
            assertThat(log.messages()).hasSize(1);
        }

        assertThat(guard.failures(ListenerKind.REPORTS)).isEqualTo(1);
        assertThat(failing.figures().given().seen().readings()).isEqualTo(WINDOW);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1"})
    void refusesAWindowOfNothing(int size) {
        assertThatThrownBy(() -> new DriftWatch(ReleaseSummary.of(RELEASE), size, (version, reason) -> {}, guard))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a window holds 1 reading or more, not " + size);
    }

    private void observe(int times, PlacedReading placed) {
        for (int i = 0; i < times; i++) {
            watch.observe(placed);
        }
    }

    private static List<Reading> usual() {
        List<String> digits = digits(WINDOW);
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < WINDOW; i++) {
            readings.add(i % 10 == 0 ? unsure(digits.get(i)) : sure(digits.get(i)));
        }
        return readings;
    }

    private static List<String> digits(int count) {
        List<String> digits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            digits.add(Integer.toString(i % 10));
        }
        return digits;
    }

    private static Reading sure(String digits) {
        return reading(digits, 0.95, ReadingStatus.READ);
    }

    private static Reading unsure(String digits) {
        return reading(digits, 0.55, ReadingStatus.UNCERTAIN);
    }

    private static Reading reading(String digits, double confidence, ReadingStatus status) {
        return new Reading(status, new Candidate(digits.length(), digits, confidence), List.of(), scores());
    }

    /** That nobody looks at. */
    private static Scores scores() {
        return new Scores(
                Head.of(5).stream().map(head -> new float[head.classes()]).toArray(float[][]::new));
    }

    private static PlacedReading given(Reading reading) {
        return new PlacedReading(reading, REGION, false);
    }

    private static PlacedReading located(Reading reading) {
        return new PlacedReading(reading, REGION, true);
    }

    private static double index(PopulationStability stability) {
        return stability.index();
    }

    private static Release release(String name, Map<String, ReadingProfile> profiles) {
        Map<String, String> notes = new HashMap<>(Map.of("name", name));
        profiles.forEach((key, profile) -> notes.put(key, profile.text()));
        try {
            return Release.of(SHIPPED.networks(), SHIPPED.tensors(), SHIPPED.reader(), SHIPPED.lookReader(), notes);
        } catch (InvalidWeightsException e) {
            throw new IllegalStateException(e);
        }
    }
}
