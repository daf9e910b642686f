package io.digitstream.recognizer.engine;

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

    private static final EngineChoice ON_CUDA = new EngineChoice(EngineKind.ONNX, Device.CUDA, Precision.FP32);

    static boolean thereIsAGpu() {
        try {
            ON_CUDA.fill(RELEASE).close();
            return true;
        } catch (UnusableDeviceException e) {
            return false;
        }
    }

    @Test
    @DisabledIf(value = "thereIsAGpu", disabledReason = "there is a GPU")
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> ON_CUDA.fill(RELEASE))
                .isInstanceOf(UnusableDeviceException.class)
                .hasMessageStartingWith("Networks cannot run on cuda: ")
                .hasMessageMatching("(?s).*(mvn -Pcuda package|CUDA).*");
    }

    @Test
    void dl4jRunsOnOneCoreInFloatingPointAlone() {
        assertThatThrownBy(() -> new EngineChoice(EngineKind.DL4J, Device.CUDA, Precision.FP32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dl4j does not run on cuda");
        assertThatThrownBy(() -> new EngineChoice(EngineKind.DL4J, Device.CPU, Precision.INT8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dl4j on cpu does not compute in int8");
        assertThatThrownBy(() -> new EngineChoice(EngineKind.ONNX, Device.CUDA, Precision.INT8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("onnx on cuda does not compute in int8");
    }
}
