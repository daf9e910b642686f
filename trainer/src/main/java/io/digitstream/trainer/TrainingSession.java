package io.digitstream.trainer;

import io.digitstream.trainer.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One command's part of a training run: resumes it, shows how it goes, and saves it when Ctrl-C ends the process.
 *
 * @param run opened and closed by the command
 * @param checkpoint where it is saved
 * @param threads that prepare images
 */
record TrainingSession(TrainingRun<?> run, Path checkpoint, int threads) {
    void resume() throws IOException {
        run.resume();
        System.out.printf(
                Locale.ROOT,
                "resumed at step %,d of %,d%n",
                run.step(),
                run.schedule().steps());
    }

    /** @return whether the run is done, rather than interrupted */
    boolean train(TrainingProgress.Validation validation) throws IOException, InterruptedException {
        CountDownLatch saved = new CountDownLatch(1);
        Thread onInterrupt = new Thread(() -> stopAndWait(saved), "stop-training");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try (TrainingProgress progress = new TrainingProgress(run, validation)) {
            if (!run.train(progress, threads)) {
                System.out.println("stopped; saved in " + checkpoint + ". The same command with --resume goes on.");
                return false;
            }
        } finally {
            saved.countDown();
        }
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
        return true;
    }

    private void stopAndWait(CountDownLatch saved) {
        run.stop();
        try {
            saved.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
