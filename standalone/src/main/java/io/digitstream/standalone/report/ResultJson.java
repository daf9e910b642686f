package io.digitstream.standalone.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.digitstream.application.result.ImagePosition;
import io.digitstream.recognizer.image.Region;
import io.digitstream.standalone.receiving.Arrival;
import io.digitstream.standalone.receiving.Result;
import java.io.PrintWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Results for programs: one JSON object a line. What is not known has no field. One thread. */
public final class ResultJson implements ResultView {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final PrintWriter out;
    private final Instant begun;

    /** @param begun the latency of images that were sent before is not known */
    public ResultJson(PrintWriter out, Instant begun) {
        this.out = out;
        this.begun = begun;
    }

    @Override
    public void show(Result result) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("key", result.arrival().name());
        addImage(line, result.arrival().origin().position());
        line.put("status", result.status());
        if (result instanceof Result.Recognized read) {
            line.put("digits", read.best().digits());
            line.put("confidence", read.best().probability());
            line.put("weights", read.weights());
            addPlace(line, read);
        } else if (result instanceof Result.Rejected rejected) {
            line.put("reason", rejected.reason());
            line.put("message", rejected.message());
        }
        addArrival(line, result);
        out.println(line);
        out.flush();
    }

    private static void addImage(ObjectNode line, @Nullable ImagePosition position) {
        if (position != null) {
            line.putObject("image")
                    .put("topic", position.topic())
                    .put("partition", position.partition())
                    .put("offset", position.offset());
        }
    }

    private static void addPlace(ObjectNode line, Result.Recognized read) {
        Region region = read.region();
        if (region != null) {
            line.putObject("region")
                    .put("left", region.left())
                    .put("top", region.top())
                    .put("width", region.width())
                    .put("height", region.height());
            line.put("located", read.located());
        }
    }

    private void addArrival(ObjectNode line, Result result) {
        Arrival arrival = result.arrival();
        if (arrival.origin().sentAt() != null) {
            line.put("sentAt", arrival.origin().sentAt().toString());
        }
        line.put("arrivedAt", arrival.arrivedAt().toString());
        arrival.latencySince(begun).ifPresent(latency -> line.put("latencyMs", latency.toMillis()));
        if (arrival.run() != null) {
            line.put("run", arrival.run());
        }
        if (arrival.truth() != null) {
            line.put("truth", arrival.truth());
            line.put("right", result.isRight(arrival.truth()));
        }
    }

    @Override
    public void end() {
        out.flush();
    }
}
