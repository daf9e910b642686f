package io.digitstream.trainer.releasing;

import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.engine.EngineKind;
import io.digitstream.recognizer.location.LookPlan;
import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.Reading;
import io.digitstream.recognizer.sequence.ReadingProfile;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.trainer.evaluation.Evaluation;
import io.digitstream.trainer.evaluation.Evaluator;
import io.digitstream.trainer.evaluation.Outcome;
import io.digitstream.trainer.evaluation.TemperatureFit;
import io.digitstream.trainer.evaluation.WholeEvaluator;
import io.digitstream.trainer.evaluation.WholeEvaluator.Looked;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a release of weights: finds, on photos that nothing was trained on, the calibration and the threshold for numbers
 * whose place is given and for those whose place is found, and notes what is read there then.
 *
 * @param networks that the weights fill
 * @param given the photos with their regions
 * @param whole the same photos without
 */
public record Calibrator(Networks networks, Evaluator given, WholeEvaluator whole) {
    private static final double WANTED_ACCURACY = 0.98;
    private static final double THRESHOLD_OF_NOTHING = 0.5;
    /**
     * A release.
     *
     * @param tensors of both networks
     * @param notes without those on validation, which are replaced
     */
    public Release release(List<Tensor> tensors, Map<String, String> notes) throws InvalidWeightsException {
        Release raw = Release.of(networks, tensors, uncalibrated(), new LookReader(uncalibrated()), notes);
        try (Engine engine = EngineKind.USUAL.fill(raw)) {
            List<Scores> scores = given.score(engine);
            SequenceReader reader = new SequenceReader(fit(scores, given.labels()), 0);
            List<Looked> looked = whole.look(engine, LookPlan.DEFAULT);
            LookReader lookReader = new LookReader(new SequenceReader(fit(looked), 0));
            Evaluation ofGiven = given.evaluate(scores, reader);
            Evaluation ofWhole = whole.evaluate(looked, lookReader).evaluation();
            SequenceReader released = reader.withThreshold(threshold(ofGiven));
            LookReader releasedLooks = new LookReader(lookReader.reader().withThreshold(threshold(ofWhole)));
            Map<String, String> all = new TreeMap<>(notes);
            all.put("validation", text(ofGiven));
            all.put("found.validation", text(ofWhole));
            putProfile(all, Release.PROFILE, given.evaluate(scores, released));
            putProfile(
                    all,
                    Release.FOUND_PROFILE,
                    whole.evaluate(looked, releasedLooks).evaluation());
            Release release = Release.of(networks, tensors, released, releasedLooks, all);
            return GoldenImages.into(new Quantizer(given).into(release));
        }
    }

    /** Of the looks that win. */
    private Calibration fit(List<Looked> looked) {
        LookReader uncalibrated = new LookReader(uncalibrated());
        List<Scores> winners = new ArrayList<>();
        for (Looked photo : looked) {
            int look = uncalibrated.decide(photo.looks(), photo.scores()).look();
            winners.add(photo.scores().get(look));
        }
        return fit(winners, whole.labels());
    }

    private Calibration fit(List<Scores> scores, List<String> labels) {
        return TemperatureFit.fit(networks.reading().digits(), scores, labels);
    }

    private SequenceReader uncalibrated() {
        return new SequenceReader(Calibration.none(networks.reading().digits()), 0);
    }

    private static double threshold(Evaluation evaluation) {
        return evaluation.outcomes().isEmpty() ? THRESHOLD_OF_NOTHING : evaluation.threshold(WANTED_ACCURACY);
    }

    /** Of nothing there is none; one among the notes that came from a parent is of other weights. */
    private void putProfile(Map<String, String> notes, String key, Evaluation validation) {
        notes.remove(key);
        if (!validation.outcomes().isEmpty()) {
            List<Reading> readings =
                    validation.outcomes().stream().map(Outcome::reading).toList();
            notes.put(
                    key,
                    ReadingProfile.of(networks.reading().digits(), readings).text());
        }
    }

    private static String text(Evaluation validation) {
        return String.format(
                Locale.ROOT,
                "%.4f of %d numbers right, coverage at %.0f %% accuracy %.4f",
                validation.accuracy(),
                validation.outcomes().size(),
                100 * WANTED_ACCURACY,
                validation.coverage(WANTED_ACCURACY));
    }
}
