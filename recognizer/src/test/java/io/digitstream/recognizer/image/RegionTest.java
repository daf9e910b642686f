package io.digitstream.recognizer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegionTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 1", "1, -2147483648"})
    void isRejectedWithoutAnArea(int width, int height) {
        assertThatThrownBy(() -> new Region(0, 0, width, height)).isInstanceOf(IllegalArgumentException.class);
        ImageRejectedException rejection =
                catchThrowableOfType(ImageRejectedException.class, () -> Region.of(0, 0, width, height));
        assertThat(rejection).hasMessageContaining("not " + width + " x " + height);
        assertThat(rejection.reason()).isEqualTo(RejectionReason.BAD_REGION);
    }

    @Test
    void mayReachOutsideThePhoto() throws ImageRejectedException {
        assertThat(Region.of(-5, -6, Integer.MAX_VALUE, 1)).isEqualTo(new Region(-5, -6, Integer.MAX_VALUE, 1));
    }

    @Test
    void limitsMustBePositive() {
        assertThatThrownBy(() -> new ImageLimits(0, 1)).hasMessageContaining("must be positive");
        assertThatThrownBy(() -> new ImageLimits(1, 0)).hasMessageContaining("must be positive");
    }
}
