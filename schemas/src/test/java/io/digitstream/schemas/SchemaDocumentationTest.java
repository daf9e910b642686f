package io.digitstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaDocumentationTest {

    static Stream<WireFormat<?>> formats() {
        return WireFormat.all().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyRecordEnumAndFieldIsDocumented(WireFormat<?> format) {
        check(Samples.of(format).getSchema(), new HashSet<>());
    }

    private static void check(Schema schema, Set<String> seen) {
        switch (schema.getType()) {
            case RECORD, ENUM -> {
                if (seen.add(schema.getFullName())) {
                    assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
                    if (schema.getType() == Schema.Type.RECORD) {
                        checkFields(schema, seen);
                    }
                }
            }
            case ARRAY -> check(schema.getElementType(), seen);
            case MAP -> check(schema.getValueType(), seen);
            case UNION -> schema.getTypes().forEach(branch -> check(branch, seen));
            default -> {}
        }
    }

    private static void checkFields(Schema schema, Set<String> seen) {
        for (Schema.Field field : schema.getFields()) {
            assertThat(field.doc())
                    .as(schema.getFullName() + "." + field.name())
                    .isNotBlank();
            check(field.schema(), seen);
        }
    }
}
