package io.digitstream.recognizer.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantizationTest {
    private static final Release RELEASE = FormulaWeights.release(1);
    private static final int PLACES = RELEASE.networks().reading().blocks().size();

    @Test
    void travelsWithARelease() throws InvalidWeightsException {
        Quantization quantization = new Quantization(Collections.nCopies(PLACES, 2.7182817f), -0.25);
        Release read = Release.read(RELEASE.withQuantization(quantization).write());
        assertThat(read.quantization()).hasValue(quantization);
        assertThat(read.version()).isEqualTo(RELEASE.version());
        assertThat(Release.read(RELEASE.write()).quantization()).isEmpty();
    }

    @Test
    void doesNotPassToOtherWeights() throws InvalidWeightsException {
        Quantization quantization = new Quantization(Collections.nCopies(PLACES, 1f), 0);
        Map<String, String> notes = RELEASE.withQuantization(quantization).metadata();
        Release child =
                Release.of(RELEASE.networks(), RELEASE.tensors(), RELEASE.reader(), RELEASE.lookReader(), notes);
        assertThat(child.quantization()).isEmpty();
    }

    @Test
    void mayCostThreeTenthsOfAPoint() {
        assertThat(new Quantization(List.of(1f), 0.3).cheap()).isTrue();
        assertThat(new Quantization(List.of(1f), 0.31).cheap()).isFalse();
    }

    @Test
    void saysWhatItCosts() {
        assertThat(new Quantization(List.of(1f), 0.31).effect()).isEqualTo("0.31 points less");
        assertThat(new Quantization(List.of(1f), -0.1).effect()).isEqualTo("0.10 points more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.10; ", "0.10; 1,0", "0.10; 1,-1", "0.10; 1,NaN", "some; 1,1", "NaN; 1,1"})
    void isNothingElse(String text) {
        assertThatThrownBy(() -> Quantization.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherNumberOfPlacesMakesAReleaseInvalid() {
        Release release = RELEASE.withQuantization(new Quantization(List.of(1f, 2f), 0));
        assertThatThrownBy(() -> Release.read(release.write()))
                .isInstanceOf(InvalidWeightsException.class)
                .hasMessage("the release's int8 states how far values reach in 2 places, not in %d", PLACES);
    }
}
