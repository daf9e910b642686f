package io.digitstream.trainer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.network.Head;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExampleTest {
    @ParameterizedTest
    @CsvSource({
        "'', '0 10 10 10 10 10'",
        "7, '1 7 10 10 10 10'",
        "042, '3 0 4 2 10 10'",
        "98765, '5 9 8 7 6 5'",
        "123456, '6 1 2 3 4 5'",
        "999999999, '6 9 9 9 9 9'",
    })
    void asksEachHeadForTheLengthOrTheDigitAtItsPlace(String label, String targets) {
        assertThat(String.join(
                        " ",
                        IntStream.range(0, Head.of(5).size())
                                .mapToObj(head -> Integer.toString(Example.target(label, head, 5)))
                                .toList()))
                .isEqualTo(targets);
    }

    @Test
    void asksANetworkForLongNumbersForMoreDigits() {
        assertThat(Example.target("123456", 0, 8)).isEqualTo(6);
        assertThat(Example.target("123456", 6, 8)).isEqualTo(6);
        assertThat(Example.target("123456789", 0, 8)).isEqualTo(9);
    }
}
