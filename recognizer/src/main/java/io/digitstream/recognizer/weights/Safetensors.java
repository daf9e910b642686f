package io.digitstream.recognizer.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.digitstream.recognizer.network.TensorShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The safetensors file format, as far as weights need it: float32 tensors and a table of strings. Eight bytes of header
 * length (little-endian), a JSON header, then the numbers (little-endian, row-major) without gap or overlap.
 *
 * <p>There is no code in such a file and nothing to deserialize: reading it parses JSON and copies numbers. Source: the
 * format's description in the safetensors project.
 *
 * @param metadata the header's {@code __metadata__}
 * @param tensors in the order of their bytes
 */
public record Safetensors(Map<String, String> metadata, List<Tensor> tensors) {
    static final int MAX_HEADER_BYTES = 1 << 20;

    private static final String METADATA = "__metadata__";
    private static final int PREFIX_BYTES = 8;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(8).build())
            .build());

    public Safetensors {
        metadata = Map.copyOf(metadata);
        tensors = List.copyOf(tensors);
    }

    public byte[] write() {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode table = header.putObject(METADATA);
        new TreeMap<>(metadata).forEach(table::put);
        int dataBytes = 0;
        for (Tensor tensor : tensors) {
            ObjectNode entry = header.putObject(tensor.shape().name());
            entry.put("dtype", "F32");
            tensor.shape().dimensions().forEach(entry.putArray("shape")::add);
            entry.putArray("data_offsets").add(dataBytes).add(dataBytes += tensor.values().length * Float.BYTES);
        }
        byte[] json = json(header);
        int padding = -json.length & 7;
        ByteBuffer file = ByteBuffer.allocate(PREFIX_BYTES + json.length + padding + dataBytes)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length + padding).put(json);
        for (int i = 0; i < padding; i++) {
            file.put((byte) ' ');
        }
        for (Tensor tensor : tensors) {
            file.asFloatBuffer().put(tensor.values());
            file.position(file.position() + tensor.values().length * Float.BYTES);
        }
        return file.array();
    }

    private static byte[] json(ObjectNode header) {
        try {
            return JSON.writeValueAsBytes(header);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers is always JSON", e);
        }
    }

    /** @throws InvalidWeightsException if the file is cut off, too long, or not laid out as the format says */
    public static Safetensors read(byte[] file) throws InvalidWeightsException {
        if (file.length < PREFIX_BYTES) {
            throw new InvalidWeightsException("a weights file of " + file.length + " bytes has no header");
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long headerBytes = bytes.getLong();
        if (headerBytes < 2 || headerBytes > MAX_HEADER_BYTES || headerBytes > bytes.remaining()) {
            throw new InvalidWeightsException("the header claims %,d bytes, in a file of %,d; the limit is %,d"
                    .formatted(headerBytes, file.length, MAX_HEADER_BYTES));
        }
        JsonNode header = parse(file, (int) headerBytes);
        bytes.position(PREFIX_BYTES + (int) headerBytes);
        return new Safetensors(metadata(header), tensors(header, bytes.slice().order(ByteOrder.LITTLE_ENDIAN)));
    }

    private static JsonNode parse(byte[] file, int headerBytes) throws InvalidWeightsException {
        try (JsonParser parser = JSON.createParser(file, PREFIX_BYTES, headerBytes)) {
            JsonNode header = JSON.readTree(parser);
            if (header == null || !header.isObject() || parser.nextToken() != null) {
                throw new InvalidWeightsException("the header is not one JSON object");
            }
            return header;
        } catch (IOException e) {
            throw new InvalidWeightsException("the header is not JSON: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> metadata(JsonNode header) throws InvalidWeightsException {
        Map<String, String> metadata = new TreeMap<>();
        JsonNode table = header.path(METADATA);
        if (!table.isObject() && !table.isMissingNode()) {
            throw new InvalidWeightsException("the metadata is not a table");
        }
        for (Map.Entry<String, JsonNode> entry : table.properties()) {
            if (!entry.getValue().isTextual()) {
                throw new InvalidWeightsException("metadata " + entry.getKey() + " is not a string");
            }
            metadata.put(entry.getKey(), entry.getValue().textValue());
        }
        return metadata;
    }

    private static List<Tensor> tensors(JsonNode header, ByteBuffer data) throws InvalidWeightsException {
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals(METADATA)) {
                entries.add(Entry.of(entry.getKey(), entry.getValue()));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::begin));
        List<Tensor> tensors = new ArrayList<>();
        long end = 0;
        for (Entry entry : entries) {
            if (entry.begin != end || entry.end > data.limit()) {
                throw new InvalidWeightsException(
                        "the numbers of %s are at %d to %d, expected them at %d of %d bytes: a gap, an overlap or a cut file"
                                .formatted(entry.shape.name(), entry.begin, entry.end, end, data.limit()));
            }
            float[] values = new float[entry.shape.size()];
            data.slice((int) entry.begin, values.length * Float.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            tensors.add(new Tensor(entry.shape, values));
            end = entry.end;
        }
        if (end != data.limit()) {
            throw new InvalidWeightsException("%d bytes follow the last tensor".formatted(data.limit() - end));
        }
        return tensors;
    }

    /** A tensor as the header announces it. */
    private record Entry(TensorShape shape, long begin, long end) {
        static Entry of(String name, JsonNode node) throws InvalidWeightsException {
            if (!node.path("dtype").asText().equals("F32")) {
                throw new InvalidWeightsException("tensor " + name + " is not F32 but "
                        + node.path("dtype").asText("without a type"));
            }
            if (!node.path("shape").isArray()) {
                throw new InvalidWeightsException("tensor " + name + " has no shape");
            }
            List<Integer> dimensions = new ArrayList<>();
            for (JsonNode dimension : node.path("shape")) {
                if (!dimension.isIntegralNumber() || !dimension.canConvertToInt()) {
                    throw new InvalidWeightsException("tensor " + name + " has the dimension " + dimension);
                }
                dimensions.add(dimension.intValue());
            }
            JsonNode offsets = node.path("data_offsets");
            if (!offsets.isArray() || offsets.size() != 2 || !isLong(offsets.get(0)) || !isLong(offsets.get(1))) {
                throw new InvalidWeightsException("tensor " + name + " has the offsets " + offsets);
            }
            try {
                TensorShape shape = new TensorShape(name, dimensions);
                Entry entry = new Entry(
                        shape, offsets.get(0).longValue(), offsets.get(1).longValue());
                if (entry.end - entry.begin != (long) shape.size() * Float.BYTES) {
                    throw new InvalidWeightsException(shape
                            + " needs %d bytes, not %d"
                                    .formatted((long) shape.size() * Float.BYTES, entry.end - entry.begin));
                }
                return entry;
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new InvalidWeightsException("tensor " + name + " has an impossible shape " + dimensions, e);
            }
        }

        private static boolean isLong(JsonNode node) {
            return node.isIntegralNumber() && node.canConvertToLong();
        }
    }
}
