package io.digitstream.trainer;

import io.digitstream.trainer.evaluation.Share;
import io.digitstream.trainer.training.TrainingRun;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;

/**
 * What a person sees of a training run: a bar with images a second and the time left, and every so often a line with the
 * losses, the length of the gradient, what validation photos give and the share of time spent waiting for images.
 */
final class TrainingProgress implements TrainingRun.Listener, AutoCloseable {
    /** How good the network is now, on photos that it is not trained on. */
    @FunctionalInterface
    interface Validation {
        /** How many of the photos come out right; of none where there are none. */
        Share right();
    }

    private static final String CLEAR_LINE = "\r\u001B[2K";
    private static final int BAR_WIDTH = 110;

    private final boolean terminal = CommandLine.Help.Ansi.AUTO.enabled();
    private final Validation validation;
    private final ProgressBar bar;
    private final long stepsALine;
    private final long begun = System.nanoTime();
    private final long firstStep;

    TrainingProgress(TrainingRun<?> run, Validation validation) {
        this.validation = validation;
        this.firstStep = run.step();
        this.stepsALine = Math.max(1, Math.min(500, run.schedule().steps() / 20));
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName("train")
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new DelegatingProgressBarConsumer(this::redraw, BAR_WIDTH))
                .setUpdateIntervalMillis(1_000)
                .setUnit(" images", 1)
                .showSpeed()
                .setInitialMax(run.schedule().steps() * run.schedule().batchSize());
        this.bar = builder.startsFrom(run.step() * run.schedule().batchSize(), java.time.Duration.ZERO)
                .build();
    }

    @Override
    public void trained(TrainingRun<?> run) {
        bar.stepTo(run.step() * run.schedule().batchSize());
        if (run.step() % stepsALine == 0) {
            double seconds = (System.nanoTime() - begun) / 1e9;
            String line = String.format(
                    Locale.ROOT,
                    "step %,d  %.0f images/s  waiting %.1f %%  %s  gradient %.2f%s",
                    run.step(),
                    (run.step() - firstStep) * run.schedule().batchSize() / seconds,
                    100 * run.waitedSeconds() / seconds,
                    losses(run.losses()),
                    run.gradientLength(),
                    validated());
            System.out.println(terminal ? CLEAR_LINE + line : line);
        }
    }

    private String validated() {
        Share right = validation.right();
        if (right.whole() == 0) {
            return "";
        }
        bar.setExtraMessage(" %.1f %% right".formatted(100 * right.value()));
        return "  validation %.1f %%".formatted(100 * right.value());
    }

    private static String losses(Map<String, Double> losses) {
        StringBuilder text = new StringBuilder("loss");
        losses.forEach((name, mean) -> text.append(" %s %.3f".formatted(name, mean)));
        return text.toString();
    }

    /** On a terminal the bar stays below the lines; a file or pipe gets the lines alone. */
    private void redraw(String drawn) {
        if (terminal) {
            System.out.print(CLEAR_LINE + drawn);
            System.out.flush();
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
