package io.digitstream.trainer.evaluation;

import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.recognizer.sequence.Reading;
import io.digitstream.recognizer.sequence.ReadingStatus;
import io.digitstream.recognizer.sequence.Scores;
import java.util.ArrayList;
import java.util.List;

/** Outcomes made by hand. */
public final class Outcomes {
    private Outcomes() {}

    /** @param read digits, or ">5" */
    public static Outcome outcome(String label, String read, double confidence) {
        return outcome(label, read, confidence, 0);
    }

    /** @param read digits, or ">5" */
    public static Outcome outcome(String label, String read, double confidence, double threshold) {
        Candidate best = read.equals(">5")
                ? new Candidate(Head.tooLong(5), "", confidence)
                : new Candidate(read.length(), read, confidence);
        ReadingStatus status = confidence < threshold ? ReadingStatus.UNCERTAIN : best.status();
        float[][] heads = new float[Head.of(5).size()][];
        for (int head = 0; head < heads.length; head++) {
            heads[head] = new float[Head.of(5).get(head).classes()];
            heads[head][0] = 1;
        }
        return new Outcome("photo.png", label, new Reading(status, best, List.of(), new Scores(heads)));
    }

    /** So many readings of the same confidence, of which so many are right. */
    static List<Outcome> outcomes(int count, int right, double confidence) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outcomes.add(outcome("1", i < right ? "1" : "2", confidence));
        }
        return outcomes;
    }
}
