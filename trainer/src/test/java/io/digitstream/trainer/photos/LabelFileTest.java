package io.digitstream.trainer.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.image.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabelFileTest {
    private final Path folder;

    LabelFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsFileAndLabelAndRegion() throws IOException {
        assertThat(LabelFile.read(csv("file,label,left,top,width,height\na.png,007,-1,2,30,40\nb.jpg,,5,6,7,8\n")))
                .containsExactly(
                        new LabelRow("a.png", "007", new Region(-1, 2, 30, 40)),
                        new LabelRow("b.jpg", "", new Region(5, 6, 7, 8)));
    }

    @Test
    void needsNoRegion() throws IOException {
        assertThat(LabelFile.read(csv("file,label\na.png,12\n"))).containsExactly(new LabelRow("a.png", "12", null));
        assertThat(LabelFile.read(csv("file,label,left,top,width,height\na.png,12,,,,\n")))
                .containsExactly(new LabelRow("a.png", "12", null));
        assertThat(LabelFile.read(csv("file,label,left,top\na.png,12,3,4\n")))
                .containsExactly(new LabelRow("a.png", "12", null));
    }

    @Test
    void takesColumnsInAnyOrderAndPassesOverOthers() throws IOException {
        assertThat(LabelFile.read(csv("who,label,file\nAda,12,\"comma, quote\"\" and ü.png\"\n")))
                .containsExactly(new LabelRow("comma, quote\" and ü.png", "12", null));
    }

    @Test
    void readsWhatASpreadsheetSaves() throws IOException {
        assertThat(LabelFile.read(csv("\uFEFFfile,label\r\na.png,12\r\n")))
                .containsExactly(new LabelRow("a.png", "12", null));
    }

    @Test
    void readsWhatItsWriterWrites() throws IOException {
        List<LabelRow> rows = List.of(
                new LabelRow("a, \"b\".png", "007", new Region(-1, 2, 30, 40), 0.125),
                new LabelRow("b.png", "", null),
                new LabelRow("c.png", "1", new Region(0, 0, 1, 1)));
        Path file = folder.resolve("written.csv");
        try (LabelFileWriter writer = new LabelFileWriter(file)) {
            rows.forEach(writer::write);
        }
        assertThat(LabelFile.read(file)).isEqualTo(rows);
    }

    @Test
    void mayBeEmpty() throws IOException {
        assertThat(LabelFile.read(csv("file,label\n"))).isEmpty();
        assertThat(LabelFile.read(csv(""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file,label;a.png,1;b.png,1x | labels.csv, line 3: the label of b.png is not made of digits: '1x'",
                "file,label;a.png,-1 | labels.csv, line 2: the label of a.png is not made of digits: '-1'",
                "file,label;a.png,٣ | labels.csv, line 2: the label of a.png is not made of digits: '٣'",
                "file,digits;a.png,1 | labels.csv, line 2: ",
                "name,label;a.png,1 | labels.csv, line 2: ",
                "file,label;a.png | labels.csv, line 2: ",
                "file,label,left,top,width,height;a.png,1,2,3,4,many | labels.csv, line 2: For input string: \"many\"",
                "file,label,left,top,width,height;a.png,1,2,3,,5 | labels.csv, line 2: For input string: \"\"",
                "file,label,left,top,width,height;a.png,1,2,3 | labels.csv, line 2: ",
                "file,label,left,top,width,height;a.png,1,1,1,0,5 | labels.csv, line 2: a region needs",
                "file,label,left,top,width,height;a.png,1,1,1,9999999999,5 | labels.csv, line 2: For input string",
                "file,label,confidence;a.png,1,1.5 | labels.csv, line 2: a confidence lies in [0, 1], not 1.5",
                "file,label,file;a.png,1,b.png | labels.csv",
            })
    void namesTheFileAndTheLineOfARowThatMakesNoSense(String lines, String message) throws IOException {
        Path csv = csv(lines.replace(';', '\n'));
        assertThatThrownBy(() -> LabelFile.read(csv))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void saysWhenThereIsNoSuchFile() {
        assertThatThrownBy(() -> LabelFile.read(folder.resolve("none.csv")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.csv");
    }

    private Path csv(String content) throws IOException {
        return Files.writeString(folder.resolve("labels.csv"), content, StandardCharsets.UTF_8);
    }
}
