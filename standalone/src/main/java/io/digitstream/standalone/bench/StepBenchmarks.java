package io.digitstream.standalone.bench;

import io.digitstream.processor.batch.Inference;
import io.digitstream.processor.intake.IncomingImage;
import io.digitstream.processor.results.Outcome;
import io.digitstream.processor.results.RecognitionSerializer;
import io.digitstream.recognizer.engine.EngineKind;
import io.digitstream.recognizer.engine.PlacedReading;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Photo;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import io.digitstream.recognizer.sequence.Reading;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WireFormat;
import io.digitstream.standalone.sending.PhotoFiles;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The steps of an image's path that are Java, each alone, on one image after the other. One thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StepBenchmarks {
    /** A folder, a zip, or a single file. */
    @Param("")
    public String images = "";

    /** The CSV file that says where their numbers are. */
    @Param("")
    public String labels = "";

    private final TopicValues values = TopicValues.singleObject();
    private List<BenchImage> loaded = List.of();
    private List<byte[]> events = List.of();
    private List<Scores> scores = List.of();
    private List<Outcome.Recognized> outcomes = List.of();
    private Release release = ShippedWeights.load();
    private SequenceReader reader = release.reader();
    private Preparer preparer = release.networks().preparer(ImageLimits.DEFAULT);
    private final RecognitionSerializer results = new RecognitionSerializer(values);
    private int next;

    /** Loads the images, and scores them once. */
    @Setup
    public void load() throws IOException, ImageRejectedException {
        try (PhotoFiles files = PhotoFiles.open(Path.of(images), Path.of(labels), false)) {
            loaded = BenchImage.load(files, image -> image.region() != null);
        }
        events = BenchImage.events(loaded);
        try (var engine = EngineKind.USUAL.fill(release)) {
            scores = BenchImage.crops(loaded, release).stream()
                    .map(crop -> engine.score(List.of(crop)).get(0))
                    .toList();
        }
        outcomes = scores.stream().map(reader::read).map(this::outcome).toList();
    }

    private Outcome.Recognized outcome(Reading reading) {
        Instant then = Instant.EPOCH;
        PlacedReading placed = new PlacedReading(reading, loaded.get(0).region(), false);
        byte[] event = events.get(0);
        return new Outcome.Recognized(
                new IncomingImage("images", 0, 0, then.toEpochMilli(), then, new byte[0], event, new RecordHeaders()),
                new Inference.Read(placed, release.version(), then),
                null);
    }

    private <T> T next(List<T> all) {
        next = (next + 1) % all.size();
        return all.get(next);
    }

    /** A whole photo from its file. */
    @Benchmark
    public BufferedImage decode() throws ImageRejectedException {
        try (Photo photo = Photo.open(next(loaded).file(), ImageLimits.DEFAULT)) {
            return photo.decode(new Rectangle(photo.width(), photo.height()), 1);
        }
    }

    /** From a photo's file to what the reading network takes: the region's part decoded, cut out and stretched. */
    @Benchmark
    public Prepared crop() throws ImageRejectedException {
        BenchImage image = next(loaded);
        return preparer.prepare(image.file(), image.region());
    }

    /** The most probable numbers of six heads' scores. */
    @Benchmark
    public Reading readSequence() {
        return reader.read(next(scores));
    }

    /** An image event from its bytes on the topic. */
    @Benchmark
    public ImageEvent parseImage() {
        return values.decode(WireFormat.IMAGE_EVENT, next(events));
    }

    /** The bytes of a result from its reading. */
    @Benchmark
    public byte[] writeResult() {
        return results.serialize("recognitions", next(outcomes));
    }
}
