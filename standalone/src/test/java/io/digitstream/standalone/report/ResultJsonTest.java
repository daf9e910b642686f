package io.digitstream.standalone.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.standalone.receiving.Results;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What programs read. */
final class ResultJsonTest {
    @Test
    void writesAnObjectALine() {
        StringWriter out = new StringWriter();
        ResultJson json = new ResultJson(new PrintWriter(out), Results.SENT);
        json.show(Results.readAgainst("a.png", "17", "18"));
        json.show(Results.rejected("c.gif"));
        assertThat(out.toString().lines())
                .containsExactly(
                        "{\"key\":\"a.png\",\"status\":\"READ\",\"digits\":\"17\",\"confidence\":0.98765,\"weights\":\"v7\","
                                + "\"sentAt\":\"2026-11-23T10:15:30Z\",\"arrivedAt\":\"2026-11-23T10:15:30.250Z\","
                                + "\"latencyMs\":250,\"run\":\"run\",\"truth\":\"18\",\"right\":false}",
                        "{\"key\":\"c.gif\",\"status\":\"REJECTED\",\"reason\":\"UNSUPPORTED_IMAGE\",\"message\":\"it is a GIF\","
                                + "\"sentAt\":\"2026-11-23T10:15:30Z\",\"arrivedAt\":\"2026-11-23T10:15:30.250Z\","
                                + "\"latencyMs\":250,\"run\":\"run\"}");
    }
}
