package io.digitstream.trainer;

import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.trainer.evaluation.Evaluator;
import io.digitstream.trainer.training.TrainingRun;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;

/**
 * What a person sees of a training run: a bar with images a second and the time left, and every so often a line with the
 * loss of each head, the length of the gradient, the accuracy on validation photos and the share of time spent waiting for images.
 */
final class TrainingProgress implements TrainingRun.Listener, AutoCloseable {
    private static final SequenceReader UNCALIBRATED = new SequenceReader(Calibration.NONE, 0);

    private static final String CLEAR_LINE = "\r\u001B[2K";
    private static final int BAR_WIDTH = 110;

    private final boolean terminal = CommandLine.Help.Ansi.AUTO.enabled();
    private final Evaluator evaluator;
    private final ProgressBar bar;
    private final long stepsALine;
    private final long begun = System.nanoTime();
    private final long firstStep;

    TrainingProgress(TrainingRun run, Evaluator evaluator) {
        this.evaluator = evaluator;
        this.firstStep = run.step();
        this.stepsALine = Math.max(1, Math.min(500, run.plan().steps() / 20));
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName("train")
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new DelegatingProgressBarConsumer(this::redraw, BAR_WIDTH))
                .setUpdateIntervalMillis(terminal ? 1_000 : 60_000)
                .setUnit(" images", 1)
                .showSpeed()
                .setInitialMax(run.plan().steps() * run.plan().batchSize());
        this.bar = builder.startsFrom(run.step() * run.plan().batchSize(), java.time.Duration.ZERO)
                .build();
    }

    @Override
    public void trained(TrainingRun run) {
        bar.stepTo(run.step() * run.plan().batchSize());
        if (run.step() % stepsALine == 0) {
            double seconds = (System.nanoTime() - begun) / 1e9;
            String line = String.format(
                    Locale.ROOT,
                    "step %,d  %.0f images/s  waiting %.1f %%  %s  gradient %.2f%s",
                    run.step(),
                    (run.step() - firstStep) * run.plan().batchSize() / seconds,
                    100 * run.waitedSeconds() / seconds,
                    losses(run.losses()),
                    run.gradientLength(),
                    validation(run));
            System.out.println(terminal ? CLEAR_LINE + line : line);
        }
    }

    private String validation(TrainingRun run) {
        if (evaluator.labels().isEmpty()) {
            return "";
        }
        double accuracy =
                evaluator.evaluate(evaluator.score(run.engine()), UNCALIBRATED).accuracy();
        bar.setExtraMessage(" %.1f %% right".formatted(100 * accuracy));
        return "  validation %.1f %%".formatted(100 * accuracy);
    }

    private static String losses(List<Double> losses) {
        StringBuilder text = new StringBuilder("loss");
        for (int head = 0; head < losses.size(); head++) {
            text.append(" %s %.3f".formatted(Head.ALL.get(head).name(), losses.get(head)));
        }
        return text.toString();
    }

    /** On a terminal the bar stays below the lines; elsewhere it is a line a minute. */
    private void redraw(String drawn) {
        if (terminal) {
            System.out.print(CLEAR_LINE + drawn);
            System.out.flush();
        } else {
            System.out.println(drawn);
        }
    }

    @Override
    public void close() {
        bar.close();
        if (terminal) {
            System.out.println();
        }
    }
}
