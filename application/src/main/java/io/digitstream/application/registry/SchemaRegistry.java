package io.digitstream.application.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** The schemas of a registry: by id, and those of our own put there. Remembers nothing. Thread-safe. */
final class SchemaRegistry {
    /** Schemas that one schema needs may need others, but not for ever. */
    private static final int DEEPEST = 16;

    private final ConfluentApi api;

    SchemaRegistry(ConfluentApi api) {
        this.api = api;
    }

    /**
     * The id of a schema under a subject, where it is put if it is not there yet: so whoever may not register can write
     * all the same, once somebody has.
     *
     * @throws RegistryException if the registry is away or refuses, as incompatible for example
     */
    int id(String subject, Schema schema) {
        String path = "/subjects/" + ConfluentApi.part(subject);
        String text = schema.toString();
        return api.post(path, text)
                .or(() -> api.post(path + "/versions", text))
                .map(answer -> answer.path("id").asInt())
                .filter(id -> id > 0)
                .orElseThrow(() -> RegistryException.refused("the schema registry gives no id for subject " + subject));
    }

    /**
     * The Avro schema of that id.
     *
     * @throws NoSchemaException if there is none, or none that can be understood
     * @throws RegistryException if the registry is away or refuses
     */
    Schema schema(int id) throws NoSchemaException {
        // No registry has others: it need not be asked.
        JsonNode answer = (id > 0 ? api.get("/schemas/ids/" + id) : Optional.<JsonNode>empty())
                .orElseThrow(
                        () -> new NoSchemaException("schema id " + id + ", which the schema registry does not know"));
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new NoSchemaException("schema id " + id + ", which is of type " + type);
        }
        try {
            return parse(new Schema.Parser(), answer, DEEPEST);
        } catch (AvroRuntimeException e) {
            throw new NoSchemaException("schema id " + id + ", which cannot be parsed: " + e);
        }
    }

    /** Apicurio's own serializers register each named type on its own: what a schema names is parsed before it. */
    private Schema parse(Schema.Parser parser, JsonNode answer, int deepest) {
        for (JsonNode reference : answer.path("references")) {
            if (deepest == 0) {
                throw new AvroRuntimeException("its references go deeper than " + DEEPEST);
            }
            if (!parser.getTypes().containsKey(reference.path("name").asText())) {
                parse(parser, referenced(reference), deepest - 1);
            }
        }
        return parser.parse(answer.path("schema").asText());
    }

    private JsonNode referenced(JsonNode reference) {
        String subject = reference.path("subject").asText();
        String version = reference.path("version").asText();
        return api.get("/subjects/%s/versions/%s".formatted(ConfluentApi.part(subject), ConfluentApi.part(version)))
                .orElseThrow(() -> new AvroRuntimeException(
                        "it needs version " + version + " of " + subject + ", which is not there"));
    }
}
