package io.digitstream.standalone.bench;

import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Photo;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.WireFormat;
import io.digitstream.standalone.sending.DrawnImages;
import io.digitstream.standalone.sending.OutgoingImage;
import io.digitstream.standalone.sending.PhotoFiles;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
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
            OutgoingImage image = read(files, name);
            if (wanted.test(image)) {
                loaded.add(of(image));
            }
        }
        return loaded;
    }

    private static OutgoingImage read(PhotoFiles files, String name) throws IOException {
        try {
            return files.read(name);
        } catch (IOException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    /** One that could be sent. */
    private static BenchImage of(OutgoingImage image) {
        return new BenchImage(image.file().array(), image.region(), image.truth());
    }

    /** So many drawn numbers, with their places. */
    public static List<BenchImage> drawn(long seed, int count) {
        DrawnImages supply = new DrawnImages(seed);
        return LongStream.iterate(0, i -> i + 1)
                .mapToObj(supply::image)
                .filter(image -> image.region() != null)
                .limit(count)
                .map(BenchImage::of)
                .toList();
    }

    /**
     * The same photo as if it had been taken with more pixels, as a PNG.
     *
     * @param times wider and higher
     */
    public BenchImage enlarged(int times) throws IOException, ImageRejectedException {
        try (Photo photo = Photo.open(file, ImageLimits.DEFAULT)) {
            BufferedImage image = photo.decode(new Rectangle(photo.width(), photo.height()), 1);
            var enlarged = new BufferedImage(times * photo.width(), times * photo.height(), BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = enlarged.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(image, 0, 0, enlarged.getWidth(), enlarged.getHeight(), null);
            graphics.dispose();
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(enlarged, "png", png);
            Region place = Objects.requireNonNull(region);
            Region larger = new Region(
                    times * place.left(), times * place.top(), times * place.width(), times * place.height());
            return new BenchImage(png.toByteArray(), larger, label);
        }
    }

    /**
     * Images as they stand on a topic.
     *
     * @param images all with the region of their number
     */
    public static List<byte[]> events(List<BenchImage> images) {
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
