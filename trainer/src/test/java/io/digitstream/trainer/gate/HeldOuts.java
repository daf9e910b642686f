package io.digitstream.trainer.gate;

import io.digitstream.trainer.evaluation.Evaluation;
import io.digitstream.trainer.evaluation.Outcome;
import io.digitstream.trainer.evaluation.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Held-out images made by hand. */
final class HeldOuts {
    static final HeldOut NONE = heldOut(0, 0, 0, 0);

    private HeldOuts() {}

    /** Images of one digit, each read with the confidence that it deserves. */
    static HeldOut heldOut(int both, int championOnly, int challengerOnly, int neither) {
        return heldOut("1", both, championOnly, challengerOnly, neither);
    }

    /** Images of one number, each read with the confidence that it deserves. */
    static HeldOut heldOut(String label, int both, int championOnly, int challengerOnly, int neither) {
        List<Outcome> champion = new ArrayList<>();
        List<Outcome> challenger = new ArrayList<>();
        for (int i = 0; i < both + championOnly + challengerOnly + neither; i++) {
            boolean isChallengerOnly = i >= both + championOnly && i < both + championOnly + challengerOnly;
            champion.add(outcome(label, i < both + championOnly));
            challenger.add(outcome(label, i < both || isChallengerOnly));
        }
        return new HeldOut(new Evaluation(champion), new Evaluation(challenger));
    }

    static Outcome outcome(String label, boolean right) {
        String rightly = label.length() > 5 ? ">5" : label;
        String wrongly = label.isEmpty() ? "1" : "";
        return right ? Outcomes.outcome(label, rightly, 1) : Outcomes.outcome(label, wrongly, 0);
    }

    /** Images of one digit that both read right, always with the same confidence. */
    static HeldOut confident(int images, double champion, double challenger) {
        return new HeldOut(confident(images, champion), confident(images, challenger));
    }

    private static Evaluation confident(int images, double confidence) {
        return new Evaluation(Stream.generate(() -> Outcomes.outcome("1", "1", confidence))
                .limit(images)
                .toList());
    }
}
