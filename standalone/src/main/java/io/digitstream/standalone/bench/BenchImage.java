package io.digitstream.standalone.bench;

import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.WireFormat;
import io.digitstream.standalone.sending.OutgoingImage;
import io.digitstream.standalone.sending.PhotoFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One image of a benchmark, its file in memory. Immutable as long as nobody writes to the array.
 *
 * @param file PNG or JPEG
 * @param region of its number, if known
 * @param label its number, if known
 */
@SuppressWarnings("ArrayRecordComponent") // a file, handed on without a copy; never compared
public record BenchImage(
        byte[] file, @Nullable Region region, @Nullable String label) {
    /** Those of the files, all in memory, that are wanted. */
    public static List<BenchImage> load(PhotoFiles files, Predicate<OutgoingImage> wanted) throws IOException {
        List<BenchImage> loaded = new ArrayList<>();
        for (String name : files.names()) {
            OutgoingImage image = files.read(name);
            if (wanted.test(image)) {
                loaded.add(of(image));
            }
        }
        return loaded;
    }

    /** One that could be sent. */
    public static BenchImage of(OutgoingImage image) {
        return new BenchImage(image.file().array(), image.region(), image.truth());
    }

    /**
     * Images as they stand on a topic.
     *
     * @param images all with the region of their number
     */
    static List<byte[]> events(List<BenchImage> images) {
        return images.stream().map(BenchImage::event).toList();
    }

    private byte[] event() {
        Region place = Objects.requireNonNull(region);
        return WireFormat.IMAGE_EVENT.encode(new ImageEvent(
                ByteBuffer.wrap(file),
                new io.digitstream.schemas.Region(place.left(), place.top(), place.width(), place.height()),
                null,
                null));
    }

    /**
     * What the reading network of a release takes of images.
     *
     * @param images all with the region of their number
     * @throws ImageRejectedException if one cannot be read
     */
    public static List<Pixels> crops(List<BenchImage> images, Release release) throws ImageRejectedException {
        Preparer preparer = release.networks().preparer(ImageLimits.DEFAULT);
        List<Pixels> crops = new ArrayList<>();
        for (BenchImage image : images) {
            Region region = Objects.requireNonNull(image.region());
            crops.add(((Prepared.Cut) preparer.prepare(image.file(), region)).pixels());
        }
        return crops;
    }
}
