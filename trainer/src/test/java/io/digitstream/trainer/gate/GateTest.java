package io.digitstream.trainer.gate;

import static io.digitstream.trainer.gate.HeldOuts.NONE;
import static io.digitstream.trainer.gate.HeldOuts.confident;
import static io.digitstream.trainer.gate.HeldOuts.heldOut;
import static io.digitstream.trainer.gate.HeldOuts.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.trainer.evaluation.Evaluation;
import io.digitstream.trainer.evaluation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where one rule is tried, the others are as lenient as they can be. */
final class GateTest {
    private static final Gate GATE = new Gate(GateRules.DEFAULT);

    @Test
    void publishesABetterChallenger() {
        Decision decision = GATE.decide(heldOut(1_100, 30, 60, 130), heldOut(120, 5, 45, 30));
        assertThat(decision).isInstanceOf(Decision.Publish.class);
        assertThat(decision.reason())
                .isEqualTo(
                        "published: on everything held out (1,520 images) the challenger reads 87.2 % and the champion"
                                + " 82.6 %, a difference of +4.6 points (95 % interval +3.1 to +6.1), better (McNemar's exact test:"
                                + " p < 0.0001, at most 0.05 is asked for); on the old test (1,320 images) the challenger reads"
                                + " 87.9 % and the champion 85.6 %, a difference of +2.3 points (95 % interval +0.9 to +3.7),"
                                + " not more than 2.0 points worse");
    }

    @Test
    void saysWhatItCompared() {
        assertThat(GATE.decide(heldOut(1_100, 30, 60, 130), heldOut(120, 5, 45, 30))
                        .figures())
                .containsExactly(
                        new Figure("the old test", new PairedComparison(1_100, 30, 60, 130)),
                        new Figure("the new test", new PairedComparison(120, 5, 45, 30)),
                        new Figure("everything held out", new PairedComparison(1_220, 35, 105, 160)));
    }

    @Test
    void hasNoFigureOfAnEmptyTest() {
        assertThat(GATE.decide(NONE, heldOut(120, 5, 45, 30)).figures())
                .containsExactly(
                        new Figure("the new test", new PairedComparison(120, 5, 45, 30)),
                        new Figure("everything held out", new PairedComparison(120, 5, 45, 30)));
    }

    @Test
    void holdsAnEqualChallenger() {
        Decision decision = GATE.decide(heldOut(1_100, 0, 0, 220), heldOut(120, 15, 15, 50));
        assertThat(decision).isInstanceOf(Decision.Hold.class);
        assertThat(decision.reason())
                .isEqualTo(
                        "held: on everything held out (1,520 images) the challenger reads 81.3 % and the champion 81.3 %,"
                                + " a difference of +0.0 points (95 % interval -0.7 to +0.7), not shown to be better (McNemar's"
                                + " exact test: p = 0.5722, at most 0.05 is asked for)");
    }

    /** Trained on wrong labels: it reads new images at random and has forgotten some of the old. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void holdsAPoisonedChallenger(long seed) {
        HeldOut oldTest = heldOut(1_000, 150, 20, 150);
        HeldOut newTest = random(400, 0.6, 0.1, new Random(seed));
        Decision decision = GATE.decide(oldTest, newTest);
        assertThat(decision).isInstanceOf(Decision.Hold.class);
        assertThat(decision.reason())
                .contains("on the old test (1,320 images)", "more than 2.0 points worse cannot be ruled out")
                .contains("on everything held out (1,720 images)", "not shown to be better");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void seldomPublishesAChallengerThatIsAsGood(long seed) {
        Random random = new Random(seed);
        int published = 0;
        for (int trial = 0; trial < 1_000; trial++) {
            Decision decision = GATE.decide(NONE, random(200, 0.8, 0.8, random));
            published += decision instanceof Decision.Publish ? 1 : 0;
        }
        assertThat(published).isBetween(10, 50);
    }

    @Test
    void takesSoManyImagesOfBothTests() {
        Gate gate = new Gate(new GateRules(200, 1, 1, 0, 1, 0, 1));
        assertPublished(gate.decide(heldOut(80, 0, 20, 0), heldOut(80, 0, 20, 0)));
        Decision decision = gate.decide(heldOut(80, 0, 20, 0), heldOut(79, 0, 20, 0));
        assertHeld(
                decision,
                "held: only 199 images held out, fewer than 200; yet on everything held out (199 images) the challenger"
                        + " reads 100.0 % and the champion 79.9 %, a difference of +20.1 points (95 % interval +14.3 to"
                        + " +25.5), better (McNemar's exact test: p < 0.0001, at most 1.0 is asked for)");
    }

    @Test
    void takesSoMuchAccuracyOnBothTests() {
        Gate gate = new Gate(new GateRules(1, 1, 1, 0.5, 1, 0, 1));
        assertPublished(gate.decide(heldOut(60, 0, 0, 40), heldOut(40, 0, 0, 60)));
        assertThat(gate.decide(heldOut(60, 0, 0, 40), heldOut(39, 0, 0, 61)).reason())
                .startsWith(
                        "held: the challenger reads only 99 of 200 right, less than 50.0 %; yet on everything held out");
    }

    @Test
    void takesLessAccuracyFromAChallengerThatIsBetterThanTheChampion() {
        Gate gate = new Gate(new GateRules(1, 1, 1, 0.5, 1, 0, 1));
        assertHeld(gate.decide(NONE, heldOut(30, 5, 5, 60)));
        assertHeld(gate.decide(NONE, heldOut(30, 25, 5, 40)));
        assertPublished(gate.decide(NONE, heldOut(30, 5, 6, 59)));
    }

    @Test
    void takesConfidenceThatComesTrue() {
        Gate gate = new Gate(new GateRules(1, 1, 1, 0, 0.25, 0, 1));
        assertPublished(gate.decide(NONE, confident(100, 1, 0.75)));
        assertThat(gate.decide(NONE, confident(100, 1, 0.7)).reason())
                .startsWith(
                        "held: the challenger's calibration error is 0.300, more than 0.25; yet on everything held out");
    }

    @Test
    void takesMoreCalibrationErrorFromAChallengerThatIsBetterThanTheChampion() {
        Gate gate = new Gate(new GateRules(1, 1, 1, 0, 0.25, 0, 1));
        assertHeld(gate.decide(NONE, confident(100, 0.7, 0.7)));
        assertHeld(gate.decide(NONE, confident(100, 0.75, 0.7)));
        assertPublished(gate.decide(NONE, confident(100, 0.65, 0.7)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', no digit",
        "1, one digit",
        "12, 2 digits",
        "123, 3 digits",
        "1234, 4 digits",
        "12345, 5 digits",
        "1234567, more than 5 digits",
    })
    void takesSoMuchAccuracyAtEachLength(String label, String digits) {
        Gate gate = new Gate(new GateRules(1, 1, 1, 0, 1, 0.3, 20));
        HeldOut others = heldOut(label.equals("1") ? "12" : "1", 100, 0, 0, 0);
        assertPublished(gate.decide(others, heldOut(label, 6, 0, 0, 14)));
        assertThat(gate.decide(others, heldOut(label, 5, 0, 0, 15)).reason())
                .startsWith("held: of images that show " + digits
                        + " the challenger reads only 5 of 20 right, less than 30.0 %; yet on everything held out");
    }

    @Test
    void doesNotJudgeALengthOfWhichThereAreFewImages() {
        Gate gate = new Gate(new GateRules(1, 1, 1, 0, 1, 0.3, 20));
        assertHeld(gate.decide(NONE, heldOut(0, 0, 0, 20)));
        assertPublished(gate.decide(NONE, heldOut(0, 0, 0, 19)));
    }

    @Test
    void takesLessAccuracyAtALengthFromAChallengerThatIsBetterThanTheChampion() {
        Gate gate = new Gate(new GateRules(1, 1, 1, 0, 1, 0.3, 20));
        assertHeld(gate.decide(NONE, heldOut(3, 2, 2, 13)));
        assertHeld(gate.decide(NONE, heldOut(3, 4, 2, 11)));
        assertPublished(gate.decide(NONE, heldOut(3, 1, 2, 14)));
    }

    /** What the old test bears: the lower end of its one-sided interval, exactly. */
    @Test
    void takesAChallengerThatIsNotMuchWorseOnTheOldTest() {
        HeldOut oldTest = heldOut(1_100, 66, 37, 117);
        double margin = -oldTest.comparison().least();
        assertPublished(new Gate(new GateRules(1, margin, 1, 0, 1, 0, 1)).decide(oldTest, NONE));
        assertHeld(new Gate(new GateRules(1, Math.nextDown(margin), 1, 0, 1, 0, 1)).decide(oldTest, NONE));
    }

    @Test
    void saysHowMuchWorseItIsOnTheOldTest() {
        Gate gate = new Gate(new GateRules(1, 0.02, 1, 0, 1, 0, 1));
        assertThat(gate.decide(heldOut(1_100, 66, 37, 117), heldOut(100, 0, 100, 0))
                        .reason())
                .startsWith(
                        "held: on the old test (1,320 images) the challenger reads 86.1 % and the champion 88.3 %, a"
                                + " difference of -2.2 points (95 % interval -3.7 to -0.7), more than 2.0 points worse cannot be"
                                + " ruled out; yet on everything held out (1,520 images) the challenger reads");
    }

    @Test
    void doesNotAskTheNewTestWhetherItIsWorse() {
        Gate gate = new Gate(new GateRules(1, 0.02, 1, 0, 1, 0, 1));
        assertHeld(gate.decide(heldOut(50, 50, 0, 0), NONE));
        assertPublished(gate.decide(NONE, heldOut(50, 50, 0, 0)));
    }

    @Test
    void takesAChallengerThatIsBetterBeyondChance() {
        HeldOut newTest = heldOut(80, 1, 7, 12);
        double pValue = newTest.comparison().pValue();
        assertPublished(new Gate(new GateRules(1, 1, pValue, 0, 1, 0, 1)).decide(NONE, newTest));
        assertHeld(new Gate(new GateRules(1, 1, Math.nextDown(pValue), 0, 1, 0, 1)).decide(NONE, newTest));
    }

    @Test
    void asksBothTestsTogetherWhetherItIsBetter() {
        Gate gate = new Gate(new GateRules(1, 1, 0.05, 0, 1, 0, 1));
        HeldOut half = heldOut(40, 0, 4, 6);
        assertHeld(gate.decide(NONE, half));
        assertPublished(gate.decide(half, half));
    }

    @Test
    void saysAllThatSpeaksAgainstAChallenger() {
        assertHeld(
                GATE.decide(heldOut(30, 30, 0, 40), heldOut("123", 5, 0, 0, 25)),
                "held: only 130 images held out, fewer than 200; the challenger reads only 35 of 130 right, less than"
                        + " 50.0 %; of images that show 3 digits the challenger reads only 5 of 30 right, less than 30.0 %;"
                        + " on the old test (100 images) the challenger reads 30.0 % and the champion 60.0 %, a difference"
                        + " of -30.0 points (95 % interval -38.5 to -20.4), more than 2.0 points worse cannot be ruled out;"
                        + " on everything held out (130 images) the challenger reads 26.9 % and the champion 50.0 %, a"
                        + " difference of -23.1 points (95 % interval -30.0 to -15.4), not shown to be better (McNemar's"
                        + " exact test: p = 1.0000, at most 0.05 is asked for)");
    }

    @Test
    void holdsWhereNothingWasHeldOut() {
        Decision decision = GATE.decide(NONE, NONE);
        assertHeld(decision, "held: no image was held out to compare on");
        assertThat(decision.figures()).isEmpty();
    }

    private static HeldOut random(int images, double champion, double challenger, Random random) {
        Outcome right = outcome("1", true);
        Outcome wrong = outcome("1", false);
        List<Outcome> championOutcomes = new ArrayList<>();
        List<Outcome> challengerOutcomes = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            championOutcomes.add(random.nextDouble() < champion ? right : wrong);
            challengerOutcomes.add(random.nextDouble() < challenger ? right : wrong);
        }
        return new HeldOut(new Evaluation(championOutcomes), new Evaluation(challengerOutcomes));
    }

    private static void assertPublished(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Publish.class);
    }

    private static void assertHeld(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Hold.class);
    }

    private static void assertHeld(Decision decision, String reason) {
        assertHeld(decision);
        assertThat(decision.reason()).isEqualTo(reason);
    }
}
