package io.digitstream.trainer.publishing;

import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.network.TensorShape;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.Tensor;
import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WeightsIndex;
import io.digitstream.schemas.WeightsKeys;
import io.digitstream.schemas.WeightsRelease;
import io.digitstream.schemas.WireFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Releases, manifests and reports to test with; no network was trained for them. */
final class SomeReleases {
    private SomeReleases() {}

    /** @param notes beside the name, {@code formula} */
    static Release release(int seed, Map<String, String> notes) {
        List<Tensor> tensors = new ArrayList<>();
        for (TensorShape shape : Networks.of(5).tensors()) {
            float[] values = new float[shape.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (i % 97 + seed) / 1_000f;
            }
            tensors.add(new Tensor(shape, values));
        }
        Map<String, String> all = new TreeMap<>(notes);
        all.put("name", "formula");
        SequenceReader reader = new SequenceReader(Calibration.none(5), 0.5);
        try {
            return Release.of(Networks.of(5), tensors, reader, new LookReader(reader), all);
        } catch (InvalidWeightsException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a release that is a name and two chunks to everybody who does not fetch it. */
    static WeightsRelease manifest(String version) {
        return WeightsRelease.newBuilder()
                .setVersion(version)
                .setFingerprint(Networks.of(5).fingerprint())
                .setCreatedAt(Instant.EPOCH)
                .setSize(20)
                .setChunkCount(2)
                .setChunkSize(10)
                .setSha256("ab".repeat(32))
                .build();
    }

    /** A topic with these releases, in this order. */
    static WeightsIndex index(String... versions) {
        WeightsIndex index = new WeightsIndex(TopicValues.singleObject());
        for (String version : versions) {
            add(index, manifest(version));
        }
        return index;
    }

    static void add(WeightsIndex index, WeightsRelease manifest) {
        index.add(WeightsKeys.release(manifest.getVersion()), WireFormat.WEIGHTS_RELEASE.encode(manifest));
    }

    static void put(WeightsIndex index, CurrentRelease inForce) {
        index.add(WeightsKeys.current(), WireFormat.CURRENT_RELEASE.encode(inForce));
    }

    static TrainingReport report(ReportKind kind, String version) {
        return TrainingReport.newBuilder()
                .setKind(kind)
                .setVersion(version)
                .setAt(Instant.EPOCH)
                .setBy("a test")
                .setReason("because")
                .setComparisons(List.of())
                .build();
    }
}
