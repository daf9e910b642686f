package io.digitstream.trainer.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.image.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DigitFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void givesTheDigitsOfEachFileInTheirOrder() throws IOException {
        Path csv = csv("file,position,digit,left,top,width,height\na,0,7,1,2,3,4\nb,0,0,-5,6,7,8\na,1,9,5,2,3,4\n");
        assertThat(DigitFile.read(csv))
                .isEqualTo(Map.of(
                        "a",
                        List.of(new DigitBox(7, new Region(1, 2, 3, 4)), new DigitBox(9, new Region(5, 2, 3, 4))),
                        "b",
                        List.of(new DigitBox(0, new Region(-5, 6, 7, 8)))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,10,1,2,3,4 | not a digit: 10",
                "a,-1,1,2,3,4 | not a digit: -1",
                "a,x,1,2,3,4 | line 2",
                "a,1,1,2,0,4 | at least 1 pixel",
                "a,1,1,2,3 | line 2",
            })
    void saysWhichLineMakesNoSense(String row, String message) throws IOException {
        Path csv = csv("file,digit,left,top,width,height\n" + row + "\n");
        assertThatThrownBy(() -> DigitFile.read(csv))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining(message);
    }

    @Test
    void saysWhichColumnIsMissing() throws IOException {
        Path csv = csv("file,left,top,width,height\na,1,2,3,4\n");
        assertThatThrownBy(() -> DigitFile.read(csv)).hasMessageContaining("no column digit");
    }

    private Path csv(String text) throws IOException {
        return Files.writeString(folder.resolve("digits.csv"), text);
    }
}
