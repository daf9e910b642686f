package io.digitstream.recognizer.weights;

import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.network.TensorShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The numbers of a release. Immutable. */
record ReleaseTensors(List<Tensor> all) {
    ReleaseTensors {
        all = List.copyOf(all);
    }

    /**
     * Holds them against what the networks declare.
     *
     * @throws InvalidWeightsException if a tensor is missing, too many, has another shape, or holds a number that is not finite
     */
    void check(Networks networks) throws InvalidWeightsException {
        requireShapes(networks);
        requireFinite();
    }

    private void requireShapes(Networks networks) throws InvalidWeightsException {
        Map<String, TensorShape> missing = new TreeMap<>();
        networks.tensors().forEach(shape -> missing.put(shape.name(), shape));
        for (Tensor tensor : all) {
            TensorShape expected = missing.remove(tensor.shape().name());
            if (!tensor.shape().equals(expected)) {
                throw new InvalidWeightsException("the network has %s, the release has %s"
                        .formatted(expected == null ? "no tensor of that name" : expected, tensor.shape()));
            }
        }
        if (!missing.isEmpty()) {
            throw new InvalidWeightsException("the release lacks the tensors " + missing.keySet());
        }
    }

    private void requireFinite() throws InvalidWeightsException {
        for (Tensor tensor : all) {
            boolean variance = tensor.shape().name().endsWith(".variance");
            for (float value : tensor.values()) {
                if (!Float.isFinite(value) || (variance && value < 0)) {
                    throw new InvalidWeightsException("tensor " + tensor.shape().name() + " holds the number " + value);
                }
            }
        }
    }

    /** Hash of all numbers in the order of their tensors' names, so that it does not hang on the file's layout. */
    String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Map<String, Tensor> sorted = new TreeMap<>();
            all.forEach(tensor -> sorted.put(tensor.shape().name(), tensor));
            for (Tensor tensor : sorted.values()) {
                ByteBuffer bytes = ByteBuffer.allocate(tensor.values().length * Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(tensor.values());
                digest.update(bytes.array());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Those that fill the network that reads. */
    List<Tensor> reading() {
        return all.stream().filter(tensor -> !isLocating(tensor)).toList();
    }

    /** Those that fill the network that finds numbers. */
    List<Tensor> locating() {
        return all.stream().filter(ReleaseTensors::isLocating).toList();
    }

    private static boolean isLocating(Tensor tensor) {
        return tensor.shape().name().startsWith(LocatorArchitecture.PREFIX);
    }
}
