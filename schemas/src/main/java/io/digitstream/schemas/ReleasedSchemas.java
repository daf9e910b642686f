package io.digitstream.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** Every version of a record that was ever released, oldest first, as stored beside this class. */
final class ReleasedSchemas {
    private ReleasedSchemas() {}

    /** The versions of a type by its simple name; version N is at index N - 1. Empty: never released. */
    static List<Schema> of(String type) {
        List<Schema> versions = new ArrayList<>();
        // A jar cannot be asked for its files, but versions have no gaps.
        for (int version = 1; ; version++) {
            try (InputStream file =
                    ReleasedSchemas.class.getResourceAsStream("released/" + type + "/v" + version + ".avsc")) {
                if (file == null) {
                    return List.copyOf(versions);
                }
                versions.add(new SchemaParser().parse(file).mainSchema());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read version " + version + " of the schema of " + type, e);
            }
        }
    }
}
