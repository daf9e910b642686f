package io.digitstream.trainer.cycle;

import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.engine.EngineKind;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.ReleaseComparison;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.trainer.evaluation.Evaluation;
import io.digitstream.trainer.evaluation.Evaluator;
import io.digitstream.trainer.gate.Decision;
import io.digitstream.trainer.gate.Figure;
import io.digitstream.trainer.gate.Gate;
import io.digitstream.trainer.gate.HeldOut;
import io.digitstream.trainer.photos.PhotoSet;
import io.digitstream.trainer.publishing.Publication;
import io.digitstream.trainer.publishing.VersionTakenException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cycle of retraining, top to bottom: collect labels, split them, go on from the weights in force, calibrate, compare both
 * on the same held-out images, decide, publish or hold. It wires; what the steps do is in the classes that it calls.
 *
 * <p>What a cycle has come to is written in one transaction with how far it has read. Killed before that, the next cycle is the
 * same one and goes on where this one stopped; killed after it, there is nothing left to do. One thread.
 */
final class RetrainingCycle {
    private static final Logger LOG = LoggerFactory.getLogger(RetrainingCycle.class);

    private final LabelTopic labels;
    private final Champions champions;
    private final WorkFolder work;
    private final PhotoSet known;
    private final CycleSettings settings;
    private final InstantSource clock;
    private final CycleListener listener;

    /**
     * @param known photos that the weights in force were made from, or like those, with their regions; may be empty
     */
    RetrainingCycle(
            LabelTopic labels,
            Champions champions,
            WorkFolder work,
            PhotoSet known,
            CycleSettings settings,
            InstantSource clock,
            CycleListener listener) {
        this.labels = labels;
        this.champions = champions;
        this.work = work;
        this.known = known;
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Runs one cycle to its end.
     *
     * @return what was decided; nothing if another release was put in force meanwhile, so that there is nothing to decide
     */
    Optional<Decision> run() throws IOException, InterruptedException {
        Release champion = champions.inForce();
        CyclePlan plan = plan(champion);
        LOG.info("Cycle {}", plan);
        Split split = collect(plan, champion);
        Release challenger = challenger(plan, champion, split);
        Decision decision = judge(champion, challenger, split);
        return conclude(plan, champion, challenger, decision, split);
    }

    /** That of a cycle which did not come to its end, if nothing has changed since. */
    private CyclePlan plan(Release champion) throws IOException {
        LabelTopic.Learned learned = labels.learned();
        Optional<CyclePlan> begun = work.plan()
                .filter(plan -> plan.champion().equals(champion.version())
                        && plan.from().equals(learned.offsets()));
        if (begun.isPresent()) {
            LOG.info("Going on with a cycle that did not come to its end");
            return begun.get();
        }
        CyclePlan plan = new CyclePlan(champion.version(), learned.offsets(), labels.ends());
        work.begin(plan);
        return plan;
    }

    private Split collect(CyclePlan plan, Release champion) throws IOException {
        LabelBook book = labels.collect(plan, settings.mostLabels());
        try (Engine engine = EngineKind.USUAL.fill(champion)) {
            Split split = Split.of(known, book, new LabelReader(champion.networks(), engine));
            LOG.info(
                    "{} new labels, {} of them held out; {} known photos, {} of them held out; {} labels cannot be used",
                    split.fresh().photos().size(),
                    split.newTest().photos().size(),
                    split.known().photos().size(),
                    split.known().validation().photos().size(),
                    split.unusable());
            listener.collected(split.fresh().photos().size(), split.unusable());
            return split;
        }
    }

    private Release challenger(CyclePlan plan, Release champion, Split split) throws IOException, InterruptedException {
        Optional<Release> trained = work.challenger();
        if (trained.isPresent()) {
            return trained.get();
        }
        Release challenger = new ChallengerTraining(settings, clock, listener).train(plan, champion, split, work);
        work.keep(challenger);
        return challenger;
    }

    private Decision judge(Release champion, Release challenger, Split split) throws IOException {
        try (Engine old = EngineKind.USUAL.fill(champion);
                Engine fresh = EngineKind.USUAL.fill(challenger)) {
            Judged judged = new Judged(champion, old, challenger, fresh);
            return new Gate(settings.rules()).decide(judged.on(split.oldTest()), judged.on(split.newTest()));
        } catch (ImageRejectedException e) {
            throw new IOException("a region that was checked lies outside its photo: " + e.getMessage(), e);
        }
    }

    /** Both releases at work. */
    private record Judged(Release champion, Engine old, Release challenger, Engine fresh) {
        HeldOut on(PhotoSet test) throws ImageRejectedException {
            Evaluator evaluator =
                    new Evaluator(test, champion.networks().reading().input());
            Evaluation ofChampion = evaluator.evaluate(evaluator.score(old), champion.reader());
            Evaluation ofChallenger = evaluator.evaluate(evaluator.score(fresh), challenger.reader());
            return new HeldOut(ofChampion, ofChallenger);
        }
    }

    private Optional<Decision> conclude(
            CyclePlan plan, Release champion, Release challenger, Decision decision, Split split) throws IOException {
        if (!champions.isInForce(champion)) {
            LOG.warn(
                    "Another release than {} is in force by now: the next cycle goes on from that", champion.version());
            work.clear();
            return Optional.empty();
        }
        TrainingReport report = report(champion, challenger, decision, split);
        LOG.info("Release {}: {}", challenger.version(), report.getReason());
        try {
            Publication publication = decision instanceof Decision.Publish
                    ? champions.succession(challenger, report)
                    : Publication.reportOnly(report);
            champions.commit(publication, labels.progress(plan, clock.instant()));
        } catch (VersionTakenException e) {
            throw new IOException(e.getMessage(), e);
        }
        work.clear();
        return Optional.of(decision);
    }

    private TrainingReport report(Release champion, Release challenger, Decision decision, Split split) {
        return TrainingReport.newBuilder()
                .setKind(decision instanceof Decision.Publish ? ReportKind.PUBLISHED : ReportKind.HELD)
                .setVersion(challenger.version())
                .setAgainst(champion.version())
                .setAt(clock.instant())
                .setBy("trainer " + settings.name())
                .setReason(String.format(
                        Locale.ROOT,
                        "%s; it learned from %,d new labels, %d could not be used",
                        decision.reason(),
                        split.fresh().photos().size(),
                        split.unusable()))
                .setComparisons(decision.figures().stream()
                        .map(RetrainingCycle::comparison)
                        .toList())
                .build();
    }

    private static ReleaseComparison comparison(Figure figure) {
        return new ReleaseComparison(
                figure.test(),
                figure.images(),
                figure.comparison().champion().value(),
                figure.comparison().challenger().value(),
                figure.comparison().low(),
                figure.comparison().high());
    }
}
