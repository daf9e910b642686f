package io.digitstream.standalone.bench;

import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.location.LookPlan;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.trainer.evaluation.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The whole path of an image on one thread and one core, without Kafka: from the bytes of its file to its reading. One
 * thread.
 */
public final class PathBenchmark implements AutoCloseable {
    private final List<BenchImage> images;
    private final int batchSize;
    private final long nanosACase;
    private final Recognizer recognizer;
    private final Preparer preparer;

    /** @param images at least one */
    public PathBenchmark(Release release, List<BenchImage> images, int batchSize, int secondsACase) {
        this.images = List.copyOf(images);
        this.batchSize = batchSize;
        this.nanosACase = TimeUnit.SECONDS.toNanos(secondsACase);
        this.recognizer = Recognizer.of(release);
        this.preparer = release.networks().preparer(ImageLimits.DEFAULT);
    }

    /**
     * One case.
     *
     * @param imagesASecond over whole passes through the images
     * @param right whole numbers, of the images with a label
     */
    public record Measurement(double imagesASecond, Share right) {}

    /** Images with the regions of their numbers. */
    public Measurement given() throws ImageRejectedException {
        return measure(recognizer, true);
    }

    /** The same images without. */
    public Measurement whole(LookPlan plan) throws ImageRejectedException {
        return measure(recognizer.withPlan(plan), false);
    }

    /** The first pass warms up and counts what is right; the others are timed. */
    private Measurement measure(Recognizer reading, boolean given) throws ImageRejectedException {
        Share right = pass(reading, given);
        long begun = System.nanoTime();
        long passed = 0;
        long passes = 0;
        while (passed < nanosACase) {
            pass(reading, given);
            passes++;
            passed = System.nanoTime() - begun;
        }
        return new Measurement(passes * images.size() * 1e9 / passed, right);
    }

    private Share pass(Recognizer reading, boolean given) throws ImageRejectedException {
        Share right = new Share(0, 0);
        for (int from = 0; from < images.size(); from += batchSize) {
            List<BenchImage> batch = images.subList(from, Math.min(images.size(), from + batchSize));
            List<Prepared> prepared = new ArrayList<>();
            for (BenchImage image : batch) {
                prepared.add(preparer.prepare(image.file(), given ? image.region() : null));
            }
            List<PlacedReading> readings = reading.read(prepared);
            for (int i = 0; i < batch.size(); i++) {
                String label = batch.get(i).label();
                if (label != null) {
                    right = right.plus(
                            new Share(readings.get(i).reading().best().isRight(label) ? 1 : 0, 1));
                }
            }
        }
        return right;
    }

    @Override
    public void close() {
        recognizer.close();
    }
}
