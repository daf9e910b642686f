package io.digitstream.standalone.receiving;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.sequence.Candidate;
import io.digitstream.recognizer.sequence.ReadingStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Results for tests: sent at {@link #SENT}, back 250 ms later. */
public final class Results {
    public static final Instant SENT = Instant.parse("2026-11-23T10:15:30Z");

    private Results() {}

    public static Result read(String name, String digits) {
        return recognized(name, ReadingStatus.READ, new Candidate(digits.length(), digits, 0.98765), null);
    }

    public static Result moreThanFive(String name, ReadingStatus status) {
        return recognized(name, status, new Candidate(Head.tooLong(5), "", 0.5), null);
    }

    public static Result noNumber(String name, ReadingStatus status) {
        return recognized(name, status, new Candidate(0, "", 0.5), null);
    }

    public static Result readAgainst(String name, String digits, String truth) {
        return recognized(name, ReadingStatus.READ, new Candidate(digits.length(), digits, 0.98765), truth);
    }

    public static Result readAt(String name, String digits, Region region, boolean located) {
        Candidate best = new Candidate(digits.length(), digits, 0.98765);
        return new Result.Recognized(arrival(name, null), ReadingStatus.READ, best, "v7", region, located);
    }

    public static Result rejected(String name) {
        return new Result.Rejected(arrival(name, null), "UNSUPPORTED_IMAGE", "it is a GIF");
    }

    /** Of an image that another program sent without key and timestamp, or whose processor says nothing of it. */
    public static Result keyless(@Nullable ImagePosition position) {
        Arrival arrival = new Arrival("", new ResultOrigin(position, null), null, null, SENT);
        return new Result.Rejected(arrival, "UNSUPPORTED_IMAGE", "it is a GIF");
    }

    private static Result recognized(String name, ReadingStatus status, Candidate best, @Nullable String truth) {
        return new Result.Recognized(arrival(name, truth), status, best, "v7", null, false);
    }

    private static Arrival arrival(String name, @Nullable String truth) {
        return new Arrival(name, new ResultOrigin(position(name), SENT), "run", truth, SENT.plusMillis(250));
    }

    /** Of an image of that name. */
    public static ImagePosition position(String name) {
        return new ImagePosition("images", 0, Integer.toUnsignedLong(name.hashCode()));
    }
}
