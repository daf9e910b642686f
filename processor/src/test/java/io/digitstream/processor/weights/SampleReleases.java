package io.digitstream.processor.weights;

import io.digitstream.processor.batch.FakeEngine;
import io.digitstream.processor.intake.SampleImages;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.GoldenImage;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Safetensors;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.schemas.WeightsFile;
import io.digitstream.schemas.WeightsRelease;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Releases by formula, which carry golden images that a {@link FakeEngine} reads right, and files that are not as they should be. */
final class SampleReleases {
    /** Golden images of each release. */
    static final int GOLDEN = 10;

    private SampleReleases() {}

    static Release release(int seed) {
        return bare(seed).withGolden(golden(0));
    }

    /** One without golden images. */
    static Release bare(int seed) {
        List<Tensor> tensors = new ArrayList<>();
        for (TensorShape shape : Networks.of(5).tensors()) {
            float[] values = new float[shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (i % 97 + seed) / 1_000f;
            }
            tensors.add(new Tensor(shape, values));
        }
        SequenceReader reader = new SequenceReader(Calibration.none(5), 0.5);
        try {
            return Release.of(Networks.of(5), tensors, reader, new LookReader(reader), Map.of("name", "formula"));
        } catch (InvalidWeightsException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param wrong how many of the images show another number than they say */
    static List<GoldenImage> golden(int wrong) {
        List<GoldenImage> images = new ArrayList<>();
        for (int number = 0; number < GOLDEN; number++) {
            images.add(new GoldenImage(
                    SampleImages.png(100 + number),
                    new Region(0, 0, 40, 30),
                    Integer.toString(number < wrong ? 99 : 100 + number)));
        }
        return images;
    }

    /** The file of a release with other metadata: all checks but one find what they expect. */
    static byte[] withEntry(Release release, String key, String value) {
        Map<String, String> metadata = new HashMap<>(release.metadata());
        metadata.put(key, value);
        return new Safetensors(metadata, release.tensors()).write();
    }

    /** The file of a release with another tensor in place of its last, under the hash of the numbers that it holds now. */
    static byte[] withLastTensor(Release release, Tensor tensor) {
        List<Tensor> tensors = new ArrayList<>(release.tensors());
        tensors.set(tensors.size() - 1, tensor);
        Map<String, String> metadata = new HashMap<>(release.metadata());
        metadata.put("sha256", hashOfNumbers(tensors));
        return new Safetensors(metadata, tensors).write();
    }

    static Tensor lastTensor(Release release) {
        return release.tensors().get(release.tensors().size() - 1);
    }

    /** As a release states it: over all numbers in the order of their tensors' names. */
    private static String hashOfNumbers(List<Tensor> tensors) {
        int numbers =
                tensors.stream().mapToInt(tensor -> tensor.values().length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(numbers * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        tensors.stream()
                .sorted(Comparator.comparing(tensor -> tensor.shape().name()))
                .forEach(tensor -> {
                    for (float value : tensor.values()) {
                        bytes.putFloat(value);
                    }
                });
        return WeightsFile.sha256(bytes.array());
    }

    static WeightsRelease manifest(String version, byte[] file) {
        return WeightsRelease.newBuilder()
                .setVersion(version)
                .setFingerprint(Networks.of(5).fingerprint())
                .setCreatedAt(Instant.EPOCH)
                .setSize(file.length)
                .setChunkCount(WeightsFile.cut(version, file).size())
                .setChunkSize(WeightsFile.CHUNK_BYTES)
                .setSha256(WeightsFile.sha256(file))
                .build();
    }
}
