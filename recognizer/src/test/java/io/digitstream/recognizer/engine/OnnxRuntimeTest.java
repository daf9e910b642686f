package io.digitstream.recognizer.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library, as its makers built it. */
final class OnnxRuntimeTest {
    /** From 1.29.0 on it sends events to a collector, unless an environment variable says otherwise. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "linux-x64/libonnxruntime.so",
                "linux-aarch64/libonnxruntime.so",
                "osx-aarch64/libonnxruntime.dylib",
                "win-x64/onnxruntime.dll"
            })
    void reportsToNobody(String library) throws IOException {
        try (InputStream in = OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/" + library)) {
            assumeThat(in).as("part of this build").isNotNull();
            assertThat(new String(in.readAllBytes(), ISO_8859_1)).doesNotContain("events.data.microsoft.com");
        }
    }
}
