package io.digitstream.standalone.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.Region;
import io.digitstream.standalone.receiving.Results;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What programs read. */
final class ResultJsonTest {
    @Test
    void saysWhereTheNumberWasReadIfThatIsKnown() {
        StringWriter out = new StringWriter();
        ResultJson json = new ResultJson(new PrintWriter(out), Results.SENT);
        json.show(Results.readAt("a.png", "17", new Region(-1, 2, 30, 20), true));
        json.show(Results.readAt("b.png", "17", new Region(10, 20, 30, 40), false));
        json.show(Results.read("c.png", "17"));
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        found -> assertThat(found)
                                .contains(
                                        "\"region\":{\"left\":-1,\"top\":2,\"width\":30,\"height\":20},\"located\":true,"),
                        given -> assertThat(given)
                                .contains(
                                        "\"region\":{\"left\":10,\"top\":20,\"width\":30,\"height\":40},\"located\":false,"),
                        unknown -> assertThat(unknown).doesNotContain("region", "located"));
    }

    @Test
    void leavesOutWhatAResultDoesNotSayOfItsImage() {
        StringWriter out = new StringWriter();
        new ResultJson(new PrintWriter(out), Results.SENT).show(Results.keyless(null));
        assertThat(out.toString()).doesNotContain("image\"", "sentAt", "latencyMs", "run");
    }

    @Test
    void writesAnObjectALine() {
        StringWriter out = new StringWriter();
        ResultJson json = new ResultJson(new PrintWriter(out), Results.SENT);
        json.show(Results.readAgainst("a.png", "17", "18"));
        json.show(Results.rejected("c.gif"));
        assertThat(out.toString().lines())
                .containsExactly(
                        "{\"key\":\"a.png\",\"image\":{\"topic\":\"images\",\"partition\":0,\"offset\":91063068},\"status\":\"READ\",\"digits\":\"17\",\"confidence\":0.98765,\"weights\":\"v7\","
                                + "\"sentAt\":\"2026-11-23T10:15:30Z\",\"arrivedAt\":\"2026-11-23T10:15:30.250Z\","
                                + "\"latencyMs\":250,\"run\":\"run\",\"truth\":\"18\",\"right\":false}",
                        "{\"key\":\"c.gif\",\"image\":{\"topic\":\"images\",\"partition\":0,\"offset\":92901305},\"status\":\"REJECTED\",\"reason\":\"UNSUPPORTED_IMAGE\",\"message\":\"it is a GIF\","
                                + "\"sentAt\":\"2026-11-23T10:15:30Z\",\"arrivedAt\":\"2026-11-23T10:15:30.250Z\","
                                + "\"latencyMs\":250,\"run\":\"run\"}");
    }
}
