package io.digitstream.standalone.page.feed;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.recognizer.network.Head;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.ReadingStatus;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.Region;
import io.digitstream.schemas.TrustedClasses;
import io.digitstream.standalone.receiving.ResultOrigin;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sights for tests. */
public final class SomeSights {
    static {
        TrustedClasses.trust();
    }

    private SomeSights() {}

    /** Of an image of some bytes that are no image. */
    public static Sight read(long id, ReadingStatus status, double confidence, int bytes) {
        return of(id, image(new byte[bytes], null), recognition(status, confidence, Instant.EPOCH, null));
    }

    public static Sight of(long id, ImageEvent image, Recognition recognition) {
        return new Sight(id, origin(id), "door-" + id, image, new Outcome.Recognized(recognition));
    }

    public static Sight rejected(long id, ImageEvent image) {
        return new Sight(id, origin(id), "door-" + id, image, new Outcome.Rejected("the image is a GIF"));
    }

    private static ResultOrigin origin(long id) {
        return new ResultOrigin(new ImagePosition("images", 0, id), Instant.EPOCH);
    }

    public static ImageEvent image(byte[] file, @Nullable Region region) {
        return ImageEvent.newBuilder()
                .setImage(ByteBuffer.wrap(file))
                .setRegion(region)
                .setSource("camera-7")
                .setCapturedAt(Instant.ofEpochSecond(7))
                .build();
    }

    /** Of the number 12, whose digits are each three times as probable as all others together. */
    public static Recognition recognition(
            ReadingStatus status, double confidence, Instant inferredAt, @Nullable Region found) {
        List<Float> none = Collections.nCopies(Head.DIGITS, 0f);
        return Recognition.newBuilder()
                .setStatus(status)
                .setDigits("12")
                .setConfidence(confidence)
                .setLengthDistribution(Collections.nCopies(Head.lengths(5), 1f / Head.lengths(5)))
                .setDigitDistributions(List.of(probably(1), probably(2), none, none, none))
                .setWeightsVersion("v7")
                .setTakenInAt(inferredAt)
                .setInferredAt(inferredAt)
                .setRegion(found)
                .setLocated(found != null)
                .build();
    }

    /** Half of the probability says that no digit stands there. */
    private static List<Float> probably(int digit) {
        Float[] classes = new Float[Head.DIGITS];
        Arrays.fill(classes, 0f);
        classes[digit] = 0.375f;
        classes[9] = 0.125f;
        classes[Head.NO_DIGIT] = 0.5f;
        return List.of(classes);
    }
}
