package io.digitstream.trainer.gate;

import io.digitstream.trainer.evaluation.Evaluation;
import io.digitstream.trainer.evaluation.Share;
import java.util.ArrayList;
import java.util.List;

/**
 * What a challenger has to reach whatever the champion does. A floor that the champion misses by more than the challenger
 * does not hold the challenger back: that would lock in what is worse. Immutable.
 */
record Floors(GateRules rules) {
    /** In words, one by one. */
    List<String> missed(HeldOut heldOut) {
        Evaluation champion = heldOut.champion();
        Evaluation challenger = heldOut.challenger();
        List<String> missed = new ArrayList<>();
        if (misses(challenger.numbers(), champion.numbers(), rules.leastAccuracy())) {
            missed.add("the challenger reads only " + text(challenger.numbers(), rules.leastAccuracy()));
        }
        double error = challenger.reliability().error();
        double most = rules.mostCalibrationError();
        if (error > most && error >= champion.reliability().error()) {
            missed.add(Figure.text("the challenger's calibration error is %.3f, more than %s", error, most));
        }
        int longest = challenger.longest();
        List<Share> byLength = challenger.numbersByLength();
        List<Share> championByLength = champion.numbersByLength();
        for (int length = 0; length < byLength.size(); length++) {
            Share share = byLength.get(length);
            Share theirs = championByLength.get(length);
            double least = rules.leastAccuracyOfLength();
            if (share.whole() >= rules.leastOfLength() && misses(share, theirs, least)) {
                missed.add("of images that show %s the challenger reads only %s"
                        .formatted(digits(length, longest), text(share, least)));
            }
        }
        return missed;
    }

    private static boolean misses(Share challenger, Share champion, double least) {
        return challenger.value() < least && challenger.value() <= champion.value();
    }

    private static String text(Share share, double least) {
        return Figure.text("%,d of %,d right, less than %.1f %%", share.part(), share.whole(), 100 * least);
    }

    private static String digits(int length, int longest) {
        if (length > longest) {
            return "more than %d digits".formatted(longest);
        }
        return length == 0 ? "no digit" : length == 1 ? "one digit" : length + " digits";
    }
}
