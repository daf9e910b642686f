package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.standalone.sending.DrawnImages;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code read} with a broker and a processor of its own. */
final class ReadCommandIT {
    private static final String HEADER =
            "file,status,digits,confidence,weights,latency_ms,left,top,width,height,located";

    @Test
    void readsEveryFileAndSaysHowManyAreRight(@TempDir Path folder) throws IOException {
        PhotoFolder files = PhotoFolder.in(folder);
        Path csv = folder.resolve("readings.csv");
        CommandRun run = CommandRun.of(
                "read",
                "--images",
                files.photos().toString(),
                "--labels",
                files.labels().toString(),
                "--out",
                csv.toString());
        assertThat(run.err()).singleElement().asString().startsWith("rejected: " + PhotoFolder.TEXT_FILE);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).hasSize(1);
        assertThat(run.lastLine()).matches("read 7 of 7, accuracy [01]\\.\\d{4} of 6 labelled, \\d+\\.\\d images/s");
        assertRows(Files.readAllLines(csv));
    }

    /** As Windows packs them: names in code page 437, backslashes; with a label file from a German Excel. */
    @Test
    void readsTheOthersWhereAFileOfAZipCannotBeRead(@TempDir Path folder) throws IOException {
        DrawnImages drawn = new DrawnImages(7);
        Path zip = folder.resolve("photos.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip), Charset.forName("IBM437"))) {
            for (String name : List.of("photos\\tür-1.png", "photos\\b.png", "inner.zip")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(drawn.image(1).file().array());
            }
        }
        Path labels = Files.write(
                folder.resolve("labels.csv"),
                "File;Label\r\ntür-1.png;%s\r\nb.png;12B\r\nc.png;1\r\n"
                        .formatted(drawn.image(1).truth())
                        .getBytes(Charset.forName("windows-1252")));
        CommandRun run = CommandRun.of(
                "read",
                "--images",
                zip.toString(),
                "--labels",
                labels.toString(),
                "--out",
                folder.resolve("out.csv").toString());
        assertThat(run.err())
                .containsExactly(
                        labels + ", line 3: the label of b.png is not made of digits: '12B'; expected 0 to 9 alone",
                        labels + ": 1 of 2 names match no file: c.png",
                        labels + ": 1 of 2 image files have no label: photos/b.png",
                        "not sent: inner.zip: a zip file inside a zip; unpack the zip and name the folder");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lastLine()).matches("read 2 of 3, accuracy [01]\\.\\d{4} of 1 labelled, \\d+\\.\\d images/s");
    }

    @Test
    void refusesLabelsOfOtherFilesBeforeItStartsAnything(@TempDir Path folder) throws IOException {
        PhotoFolder files = PhotoFolder.in(folder);
        Path labels = Files.writeString(folder.resolve("other.csv"), "file,label\nIMG_1.jpg,1\n");
        CommandRun run = CommandRun.of("read", "--images", files.photos().toString(), "--labels", labels.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .singleElement()
                .asString()
                .contains("a label is of 'IMG_1.jpg', a file is called 'drawn-00000.png'");
    }

    private static void assertRows(List<String> rows) {
        assertThat(rows).hasSize(1 + PhotoFolder.FILES).startsWith(HEADER);
        for (int i = 0; i < PhotoFolder.IMAGES; i++) {
            assertThat(rows.get(1 + i))
                    .matches("drawn-0000" + i
                            + "\\.png,(READ|UNCERTAIN|TOO_LONG|NO_NUMBER),\\d{0,5},[01]\\.\\d{4},[^,]+,\\d+"
                            + "(,-?\\d+,-?\\d+,\\d+,\\d+,(true|false)|,,,,,)");
        }
        assertThat(rows.get(PhotoFolder.FILES)).matches(PhotoFolder.TEXT_FILE + ",REJECTED,,,,\\d+,,,,,");
    }
}
