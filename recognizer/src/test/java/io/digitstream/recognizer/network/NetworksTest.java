package io.digitstream.recognizer.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.pixels.Preparer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class NetworksTest {
    private static final Networks CURRENT = Networks.of(5);

    /** Every release names this fingerprint: another one makes all of them unreadable. */
    @Test
    void areTheOnesThatAllReleasesFill() {
        assertThat(CURRENT.fingerprint()).isEqualTo("0507952dc4e89301");
        assertThat(CURRENT)
                .hasToString("reading: " + Architecture.of(5) + "; locating: " + LocatorArchitecture.CURRENT);
    }

    static Stream<Networks> changed() {
        return Stream.concat(
                ArchitectureTest.changed().map(reading -> new Networks(reading, CURRENT.locating())),
                LocatorArchitectureTest.changed().map(locating -> new Networks(CURRENT.reading(), locating)));
    }

    @ParameterizedTest
    @MethodSource("changed")
    void haveAnotherFingerprintWhenAnythingChangesInEitherNetwork(Networks changed) {
        assertThat(changed.fingerprint()).matches("[0-9a-f]{16}").isNotEqualTo(CURRENT.fingerprint());
    }

    @Test
    void declareTheTensorsOfBothWithoutTakingOneForAnother() {
        List<TensorShape> both = new ArrayList<>(Architecture.of(5).tensors());
        both.addAll(LocatorArchitecture.CURRENT.tensors());
        assertThat(CURRENT.tensors()).containsExactlyElementsOf(both);
        assertThat(CURRENT.tensors()).extracting(TensorShape::name).doesNotHaveDuplicates();
    }

    @Test
    void prepareImagesForTheInputsOfBoth() {
        assertThat(CURRENT.preparer(ImageLimits.DEFAULT))
                .isEqualTo(new Preparer(
                        Architecture.of(5).input(), LocatorArchitecture.CURRENT.input(), ImageLimits.DEFAULT));
    }
}
