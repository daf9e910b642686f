package io.digitstream.standalone.page;

import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Photo;
import io.digitstream.recognizer.network.Head;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.Region;
import io.digitstream.standalone.page.feed.Outcome;
import io.digitstream.standalone.page.feed.Sight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sight as the browser is told of it.
 *
 * @param status READ, UNCERTAIN, NO_NUMBER, MORE_THAN_FIVE or REJECTED
 * @param probabilities of the digits, one each, left to right, if any digit stands there
 * @param region where it was read, in shares of the upright image; null if nowhere
 */
record SightView(
        long id,
        @Nullable String key,
        long sentAt,
        String status,
        String digits,
        @Nullable Double confidence,
        List<Double> probabilities,
        @Nullable String weights,
        @Nullable Long latencyMs,
        @Nullable String problem,
        @Nullable Place region) {
    /** A rectangle in shares of width and height. */
    record Place(double left, double top, double width, double height) {}

    static SightView of(Sight sight) {
        Long latency = sight.latency().map(Duration::toMillis).orElse(null);
        if (sight.outcome() instanceof Outcome.Recognized recognized) {
            Recognition recognition = recognized.recognition();
            return new SightView(
                    sight.id(),
                    sight.key(),
                    sight.sentAt().toEpochMilli(),
                    recognition.getStatus().name(),
                    recognition.getDigits(),
                    recognition.getConfidence(),
                    probabilities(recognition),
                    recognition.getWeightsVersion(),
                    latency,
                    null,
                    place(sight, recognition.getRegion()));
        }
        return new SightView(
                sight.id(),
                sight.key(),
                sight.sentAt().toEpochMilli(),
                "REJECTED",
                "",
                null,
                List.of(),
                null,
                latency,
                ((Outcome.Rejected) sight.outcome()).problem(),
                null);
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

    private static @Nullable Place place(Sight sight, @Nullable Region region) {
        if (region == null) {
            return null;
        }
        try (Photo photo = Photo.open(Thumbnail.file(sight), ImageLimits.DEFAULT)) {
            var stored = new io.digitstream.recognizer.image.Region(
                    region.getLeft(), region.getTop(), region.getWidth(), region.getHeight());
            var upright = photo.orientation().toUpright(stored, photo.width(), photo.height());
            double width = photo.orientation().width(photo.width(), photo.height());
            double height = photo.orientation().height(photo.width(), photo.height());
            return new Place(
                    upright.left() / width, upright.top() / height, upright.width() / width, upright.height() / height);
        } catch (ImageRejectedException e) {
            return null;
        }
    }
}
