package io.digitstream.trainer.photos;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.digitstream.application.lifecycle.Closer;
import io.digitstream.recognizer.image.Region;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what {@link LabelFile} reads: {@code file,label,left,top,width,height,confidence}. One thread. */
public final class LabelFileWriter implements Closeable {
    private final CsvWriter csv;

    /** @throws IOException if the file cannot be written; one that is there is replaced */
    public LabelFileWriter(Path file) throws IOException {
        csv = CsvWriter.builder().build(file);
        try {
            csv.writeRecord("file", "label", "left", "top", "width", "height", "confidence");
        } catch (RuntimeException | Error e) {
            Closer.closeAfter(e, csv);
            throw e;
        }
    }

    public void write(LabelRow row) {
        Region region = row.region();
        csv.writeRecord(
                row.file(),
                row.label(),
                region == null ? "" : Integer.toString(region.left()),
                region == null ? "" : Integer.toString(region.top()),
                region == null ? "" : Integer.toString(region.width()),
                region == null ? "" : Integer.toString(region.height()),
                confidence(row.confidence()));
    }

    private static String confidence(@Nullable Double confidence) {
        return confidence == null ? "" : String.format(Locale.ROOT, "%.3f", confidence);
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
