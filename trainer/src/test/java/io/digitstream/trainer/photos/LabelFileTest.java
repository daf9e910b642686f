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
        assertThat(rows(csv("file,label,left,top,width,height\na.png,007,-1,2,30,40\nb.jpg,,5,6,7,8\n")))
                .containsExactly(
                        new LabelRow("a.png", "007", new Region(-1, 2, 30, 40)),
                        new LabelRow("b.jpg", "", new Region(5, 6, 7, 8)));
    }

    @Test
    void needsNoRegion() throws IOException {
        assertThat(rows(csv("file,label\na.png,12\n"))).containsExactly(new LabelRow("a.png", "12", null));
        assertThat(rows(csv("file,label,left,top,width,height\na.png,12,,,,\n")))
                .containsExactly(new LabelRow("a.png", "12", null));
        assertThat(rows(csv("file,label,left,top\na.png,12,3,4\n"))).containsExactly(new LabelRow("a.png", "12", null));
    }

    @Test
    void takesColumnsInAnyOrderAndPassesOverOthers() throws IOException {
        assertThat(rows(csv("who,label,file\nAda,12,\"comma, quote\"\" and ü.png\"\n")))
                .containsExactly(new LabelRow("comma, quote\" and ü.png", "12", null));
    }

    @Test
    void readsWhatASpreadsheetSaves() throws IOException {
        assertThat(rows(csv("\uFEFFfile,label\r\na.png,12\r\n"))).containsExactly(new LabelRow("a.png", "12", null));
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
        assertThat(rows(file)).isEqualTo(rows);
    }

    @Test
    void mayHaveNoRows() throws IOException {
        assertThat(rows(csv("file,label\n"))).isEmpty();
        assertThat(rows(csv("file;label\r\n;;\r\n\r\n"))).isEmpty();
    }

    /** Each as a spreadsheet or script writes it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "file;label~tür.png;12~ ! UTF-8",
                "file\tlabel~tür.png\t12~ ! UTF-8",
                "file|label~tür.png|12 ! UTF-8",
                "sep=;~file;label~tür.png;12~ ! UTF-8",
                "\"sep=,\"~file,label~tür.png,12~ ! UTF-8",
                "\uFEFFfile,label~tür.png,12~ ! UTF-8",
                "\uFEFFfile\tlabel~tür.png\t12~ ! UTF-16LE",
                "\uFEFFfile\tlabel~tür.png\t12~ ! UTF-16BE",
                "file,label~tür.png,12~ ! UTF-16LE",
                "file,label~tür.png,12~ ! UTF-16BE",
                "file,label~tür.png,12~ ! windows-1252",
                "file;label~tür.png;12~ ! ISO-8859-1",
                "File,LABEL~tür.png,12~ ! UTF-8",
                "'file , label~  tür.png , 12 ~' ! UTF-8",
                "\"file\", \"label\"~\"tür.png\", \"12\"~ ! UTF-8",
                "filename,label~tür.png,12~ ! UTF-8",
                "File_Name,Label~tür.png,12~ ! UTF-8",
                "~~file,label~~tür.png,12~,~~ ! UTF-8",
                "file,label,~tür.png,12,~ ! UTF-8",
                "file,label,left,top,width,height~tür.png,12~ ! UTF-8",
            })
    void readsWhatSpreadsheetsAndScriptsWrite(String text, String charset) throws IOException {
        for (String end : List.of("\n", "\r\n", "\r")) {
            Path csv = Files.write(
                    folder.resolve("labels.csv"),
                    text.replace("\\t", "\t").replace("~", end).getBytes(charset));
            LabelFile labels = LabelFile.read(csv);
            assertThat(labels.problems()).isEmpty();
            assertThat(labels.rows()).containsExactly(new LabelRow("tür.png", "12", null));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file,label,left,top,width,height;a,1,164.5,190.0,283.0,104.0 | 165 | 190 | 283 | 104",
                "file,label,left,top,width,height;a,1,10.4,-0.6,5.2,5 | 10 | -1 | 6 | 5",
                "file,label,left,top,width,height;a,1,1.645e+02,1.90e2,2.83E2,1.04e2 | 165 | 190 | 283 | 104",
                "file,label,left,top,width,height;a,1,\"10,5\",2,\"30,25\",4 | 11 | 2 | 30 | 4",
            })
    void roundsTheEdgesOfABox(String lines, int left, int top, int width, int height) throws IOException {
        assertThat(rows(csv(lines.replace(';', '\n'))))
                .containsExactly(new LabelRow("a", "1", new Region(left, top, width, height)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file,label;a.png,1;b.png,1x | labels.csv, line 3: the label of b.png is not made of digits: '1x'",
                "file,label;a.png,-1 | labels.csv, line 2: the label of a.png is not made of digits: '-1'",
                "file,label;a.png,٣ | labels.csv, line 2: the label of a.png is not made of digits: '٣'",
                "file,label;a.png,12B | labels.csv, line 2: the label of a.png is not made of digits: '12B'; expected 0"
                        + " to 9 alone",
                "file,label;a.png,12.5 | labels.csv, line 2: the label of a.png is not made of digits: '12.5'",
                "file,label;a.png,4072.0 | labels.csv, line 2: the label of a.png is not made of digits: '4072.0'",
                "file,label;a.png,1 2 | labels.csv, line 2: the label of a.png is not made of digits: '1 2'",
                "file,label;;;a.png,1 2 | labels.csv, line 4: the label of a.png is not made of digits: '1 2'",
                "sep=,;file,label;a.png,x | labels.csv, line 3: the label of a.png is not made of digits: 'x'",
                "file,label;a.png | labels.csv, line 2: no label of a.png; expected digits, or an empty cell",
                "file,label;,7 | labels.csv, line 2: no file name",
                "file,label;a,b.png,7 | labels.csv, line 2: 3 cells where the header has 2; put a cell",
                "file,label;\"a.png,1;b.png,2\",3 | labels.csv, line 2: a cell goes over several lines",
                "file,label,left,top,width,height;a.png,1,2,3,4,many | labels.csv, line 2: the box of a.png: height:"
                        + " expected a number of pixels, found 'many'",
                "file,label,left,top,width,height;a.png,1,2,3,,5 | labels.csv, line 2: the box of a.png: width: expected"
                        + " a number of pixels, found ''",
                "file,label,left,top,width,height;a.png,1,,3,4,5 | labels.csv, line 2: the box of a.png: left: expected"
                        + " a number of pixels, found ''",
                "file,label,left,top,width,height;a.png,1,2,3 | labels.csv, line 2: the box of a.png: width: expected",
                "file,label,left,top,width,height;a.png,1,1,1,0,5 | labels.csv, line 2: the box of a.png: a region needs",
                "file,label,left,top,width,height;a.png,1,0.1,0.2,0.6,0.7 | labels.csv, line 2: the box of a.png: a"
                        + " region needs a width and a height of at least 1 pixel, not 0.6 x 0.7",
                "file,label,left,top,width,height;a.png,1,1,1,9999999999,5 | labels.csv, line 2: the box of a.png: width:"
                        + " expected a number of pixels, found '9999999999'",
                "file,label,left,top,width,height;a.png,1,1,1,NaN,5 | labels.csv, line 2: the box of a.png: width:",
                "file,label,left,top,width,height;a.png,1,1,1,1e99,5 | labels.csv, line 2: the box of a.png: width:",
                "file,label,left,top,width,height;a.png,1,1,1,\"1,234\",5 | labels.csv, line 2: the box of a.png: width:",
                "file,label,confidence;a.png,1,1.5 | labels.csv, line 2: a confidence lies in [0, 1], not 1.5",
                "file,label,confidence;a.png,1,sure | labels.csv, line 2: the confidence of a.png: expected 0 to 1,"
                        + " found 'sure'",
            })
    void namesTheRowThatMakesNoSenseAndReadsTheOthers(String lines, String message) throws IOException {
        LabelFile labels = LabelFile.read(csv(lines.replace(';', '\n') + "\nlast.png,9"));
        assertThat(labels.problems()).singleElement().asString().contains(message);
        assertThat(labels.rows()).contains(new LabelRow("last.png", "9", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file,digits;a.png,1 | labels.csv, line 1: no column label; expected a header with the columns"
                        + " file,label, found 'file, digits'",
                "name,label;a.png,1 | labels.csv, line 1: no column file; expected",
                "a.png,1;b.png,2 | labels.csv, line 1: no column file; expected a header with the columns file,label,"
                        + " found 'a.png, 1'",
                "file,label,file;a.png,1,b.png | labels.csv, line 1: a column is there twice: file, label, file",
                "'' | labels.csv is empty; expected a header with the columns file,label",
                "; ;, | labels.csv is empty; expected a header with the columns file,label",
                "file,label;\"a.png\"b,1 | labels.csv: ",
            })
    void refusesAFileWithoutTheColumns(String lines, String message) throws IOException {
        Path csv = csv(lines.replace(';', '\n'));
        assertThatThrownBy(() -> LabelFile.read(csv))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatIsNoText() throws IOException {
        Path table = Files.write(folder.resolve("labels.xlsx"), new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0});
        assertThatThrownBy(() -> LabelFile.read(table))
                .isInstanceOf(IOException.class)
                .hasMessage(table + " is not a text file");
        assertThatThrownBy(() -> LabelFile.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " is a folder");
    }

    @Test
    void saysWhenThereIsNoSuchFile() {
        assertThatThrownBy(() -> LabelFile.read(folder.resolve("none.csv")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none.csv");
    }

    private static List<LabelRow> rows(Path csv) throws IOException {
        LabelFile labels = LabelFile.read(csv);
        assertThat(labels.problems()).isEmpty();
        return labels.rows();
    }

    private Path csv(String content) throws IOException {
        return Files.writeString(folder.resolve("labels.csv"), content, StandardCharsets.UTF_8);
    }
}
