package io.digitstream.application.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** The schemas of a registry: by id, and those of our own put there. Caches no schema. Thread-safe. */
final class SchemaRegistry {
    /** Schemas that one schema needs may need others, but not for ever. */
    private static final int DEEPEST = 16;

    private final ConfluentApi api;
    /** An id that the registry gave or resolved; 0 before. */
    private volatile int resolvable;

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
        resolvable = api.post(path, text)
                .or(() -> api.post(path + "/versions", text))
                .map(answer -> answer.path("id").asInt())
                .filter(id -> id > 0)
                .orElseThrow(() -> RegistryException.refused("the schema registry gives no id for subject " + subject));
        return resolvable;
    }

    /**
     * Returns the Avro schema of an id.
     *
     * @throws NoSchemaException if there is none, none that can be understood, or one that the registry denies while it answers for
     *     another id: that is a fault of the record
     * @throws RegistryException if the registry is away or refuses everything
     */
    Schema schema(int id) throws NoSchemaException {
        try {
            Schema schema = resolve(id, api::get);
            resolvable = id;
            return schema;
        } catch (RegistryException e) {
            if (answersForAnotherId()) {
                return resolveAgain(id);
            }
            throw e;
        }
    }

    private boolean answersForAnotherId() {
        if (resolvable == 0) {
            return false;
        }
        try {
            var unused = api.getOnce("/schemas/ids/" + resolvable);
            return true;
        } catch (RegistryException e) {
            return false;
        }
    }

    /** A registry that was away may have come back before it was asked for the other id. */
    private Schema resolveAgain(int id) throws NoSchemaException {
        try {
            return resolve(id, api::getOnce);
        } catch (RegistryException e) {
            throw new NoSchemaException("schema id " + id + ": " + e.getMessage());
        }
    }

    private Schema resolve(int id, Function<String, Optional<JsonNode>> get) throws NoSchemaException {
        // No registry has others: it need not be asked.
        JsonNode answer = (id > 0 ? get.apply("/schemas/ids/" + id) : Optional.<JsonNode>empty())
                .orElseThrow(
                        () -> new NoSchemaException("schema id " + id + ", which the schema registry does not know"));
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new NoSchemaException("schema id " + id + ", which is of type " + type);
        }
        try {
            return parse(new Schema.Parser(), answer, DEEPEST, get);
        } catch (AvroRuntimeException e) {
            throw new NoSchemaException("schema id " + id + ", which cannot be parsed: " + e);
        }
    }

    /** Apicurio's own serializers register each named type on its own: what a schema names is parsed before it. */
    private Schema parse(Schema.Parser parser, JsonNode answer, int deepest, Function<String, Optional<JsonNode>> get) {
        for (JsonNode reference : answer.path("references")) {
            if (deepest == 0) {
                throw new AvroRuntimeException("its references go deeper than " + DEEPEST);
            }
            if (!parser.getTypes().containsKey(reference.path("name").asText())) {
                parse(parser, referenced(reference, get), deepest - 1, get);
            }
        }
        return parser.parse(answer.path("schema").asText());
    }

    private static JsonNode referenced(JsonNode reference, Function<String, Optional<JsonNode>> get) {
        String subject = reference.path("subject").asText();
        String version = reference.path("version").asText();
        return get.apply("/subjects/%s/versions/%s".formatted(ConfluentApi.part(subject), ConfluentApi.part(version)))
                .orElseThrow(() -> new AvroRuntimeException(
                        "it needs version " + version + " of " + subject + ", which is not there"));
    }
}
