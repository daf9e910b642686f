package io.digitstream.standalone.page;

import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Orientation;
import io.digitstream.recognizer.image.Photo;
import io.digitstream.recognizer.network.Head;
import io.digitstream.schemas.ReadingStatus;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.Region;
import io.digitstream.standalone.page.feed.Outcome;
import io.digitstream.standalone.page.feed.Sight;
import io.digitstream.standalone.receiving.BestGuess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sight as the browser is told of it.
 *
 * @param sentAt timestamp of the image's record, in milliseconds since 1970; null if it is not known
 * @param status READ, UNCERTAIN, NO_NUMBER, TOO_LONG or REJECTED
 * @param guess what an uncertain reading most probably is, one of the other three; of any other its status
 * @param longest digits of the longest number that is read; 0 where the image was rejected
 * @param probabilities of the digits, one each, left to right, if any digit stands there
 * @param photo whether there is an image to be shown
 * @param region where it was read, in shares of the upright image; null if nowhere
 */
record SightView(
        long id,
        @Nullable String key,
        @Nullable Long sentAt,
        String status,
        String guess,
        String digits,
        int longest,
        @Nullable Double confidence,
        List<Double> probabilities,
        @Nullable String weights,
        @Nullable Long latencyMs,
        @Nullable String problem,
        boolean photo,
        @Nullable Place region) {
    /** A rectangle in shares of width and height. */
    record Place(double left, double top, double width, double height) {}

    static SightView of(Sight sight) {
        Optional<Upright> photo = Upright.of(sight);
        Instant sent = sight.origin().sentAt();
        Long sentAt = sent == null ? null : sent.toEpochMilli();
        Long latency = sight.latency().map(Duration::toMillis).orElse(null);
        if (sight.outcome() instanceof Outcome.Recognized recognized) {
            Recognition recognition = recognized.recognition();
            return new SightView(
                    sight.id(),
                    sight.key(),
                    sentAt,
                    status(recognition),
                    BestGuess.of(recognition).status().name(),
                    recognition.getDigits(),
                    recognition.getDigitDistributions().size(),
                    recognition.getConfidence(),
                    probabilities(recognition),
                    recognition.getWeightsVersion(),
                    latency,
                    null,
                    photo.isPresent(),
                    photo.map(upright -> upright.place(recognition.getRegion())).orElse(null));
        }
        return new SightView(
                sight.id(),
                sight.key(),
                sentAt,
                "REJECTED",
                "REJECTED",
                "",
                0,
                null,
                List.of(),
                null,
                latency,
                ((Outcome.Rejected) sight.outcome()).problem(),
                photo.isPresent(),
                null);
    }

    /** The first version of the schema has a symbol of its own for what is too long where five digits are read. */
    private static String status(Recognition recognition) {
        return recognition.getStatus() == ReadingStatus.MORE_THAN_FIVE
                ? ReadingStatus.TOO_LONG.name()
                : recognition.getStatus().name();
    }

    private static List<Double> probabilities(Recognition recognition) {
        List<Double> probabilities = new ArrayList<>();
        for (int i = 0; i < recognition.getDigits().length(); i++) {
            List<Float> classes = recognition.getDigitDistributions().get(i);
            double any = 1 - classes.get(Head.NO_DIGIT);
            double digit = classes.get(recognition.getDigits().charAt(i) - '0');
            probabilities.add(any > 0 ? Math.min(1, digit / any) : 0);
        }
        return probabilities;
    }

    /** How the image lies, as its header says. */
    private record Upright(Orientation orientation, int width, int height) {
        /** Nothing if it is no image. */
        static Optional<Upright> of(Sight sight) {
            try (Photo photo = Photo.open(Thumbnail.file(sight), ImageLimits.DEFAULT)) {
                return Optional.of(new Upright(photo.orientation(), photo.width(), photo.height()));
            } catch (ImageRejectedException e) {
                return Optional.empty();
            }
        }

        @Nullable
        Place place(@Nullable Region region) {
            if (region == null) {
                return null;
            }
            var stored = new io.digitstream.recognizer.image.Region(
                    region.getLeft(), region.getTop(), region.getWidth(), region.getHeight());
            var upright = orientation.toUpright(stored, width, height);
            double across = orientation.width(width, height);
            double down = orientation.height(width, height);
            return new Place(
                    upright.left() / across, upright.top() / down, upright.width() / across, upright.height() / down);
        }
    }
}
