package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.weights.FormulaWeights;
import io.digitstream.recognizer.weights.Release;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What happens where a device cannot be used: nothing else is taken instead. */
@DisabledOnOs(value = OS.MAC, architectures = "x86_64", disabledReason = "ONNX Runtime has no natives for it any more")
final class DeviceTest {
    private static final Release RELEASE = FormulaWeights.release(1);

    static boolean thereIsAGpu() {
        try {
            EngineKind.ONNX.fill(RELEASE, Device.CUDA).close();
            return true;
        } catch (UnusableDeviceException e) {
            return false;
        }
    }

    @Test
    @DisabledIf(value = "thereIsAGpu", disabledReason = "there is a GPU")
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> EngineKind.ONNX.fill(RELEASE, Device.CUDA))
                .isInstanceOf(UnusableDeviceException.class)
                .hasMessageStartingWith("Networks cannot run on cuda: ")
                .hasMessageMatching("(?s).*(mvn -Pcuda package|CUDA).*");
    }

    @Test
    void dl4jRunsOnOneCoreAlone() {
        assertThat(EngineKind.DL4J.runsOn(Device.CPU)).isTrue();
        assertThat(EngineKind.DL4J.runsOn(Device.CUDA)).isFalse();
        assertThatThrownBy(() -> EngineKind.DL4J.fill(RELEASE, Device.CUDA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dl4j does not run on cuda");
    }
}
