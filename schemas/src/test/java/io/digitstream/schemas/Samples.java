package io.digitstream.schemas;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** One record of each type with every field set, to something that cannot be mistaken for a default. */
final class Samples {
    private static final Instant CAPTURED = Instant.parse("2026-03-01T12:00:00.123Z");

    private Samples() {}

    static SpecificRecord of(WireFormat<?> format) {
        return List.of(
                        imageEvent(),
                        recognition(),
                        labeledImage(),
                        weightsRelease(),
                        weightsChunk(),
                        currentRelease(),
                        trainingReport())
                .stream()
                .filter(format.type()::isInstance)
                .findFirst()
                .orElseThrow();
    }

    static <T extends SpecificRecord> byte[] encoded(WireFormat<T> format) {
        return format.encode(format.type().cast(of(format)));
    }

    static ImageEvent imageEvent() {
        return new ImageEvent(bytes(0x89, 'P', 'N', 'G'), new Region(-3, 4, 50, 60), CAPTURED, "camera 7");
    }

    static Recognition recognition() {
        return Recognition.newBuilder()
                .setStatus(ReadingStatus.READ)
                .setDigits("0042")
                .setConfidence(0.875)
                .setLengthDistribution(List.of(0f, 0f, 0f, 0.125f, 0.75f, 0.125f, 0f))
                .setDigitDistributions(digitDistributions())
                .setAlternatives(List.of(
                        new Alternative(ReadingStatus.READ, "004", 0.0625),
                        new Alternative(ReadingStatus.MORE_THAN_FIVE, "", 0.03125)))
                .setWeightsVersion("2026-02-28.1")
                .setCapturedAt(CAPTURED)
                .setTakenInAt(CAPTURED.plusMillis(1))
                .setInferredAt(CAPTURED.plusMillis(2))
                .setRegion(new Region(-5, 6, 70, 80))
                .setLocated(true)
                .build();
    }

    static LabeledImage labeledImage() {
        return LabeledImage.newBuilder()
                .setImage(bytes(0xFF, 0xD8, 0xFF))
                .setRegion(new Region(1, 2, 3, 4))
                .setLabel("007")
                .setLabeledAt(CAPTURED.plusSeconds(60))
                .setLabeledBy("Ada")
                .setCapturedAt(CAPTURED)
                .setSource("gate.jpg")
                .build();
    }

    static WeightsRelease weightsRelease() {
        return WeightsRelease.newBuilder()
                .setVersion("2026-03-01.1")
                .setFingerprint("trunk-6-heads")
                .setCreatedAt(CAPTURED)
                .setSize(5_000_000_000L)
                .setChunkCount(5_000)
                .setChunkSize(1_000_000)
                .setSha256("ab".repeat(32))
                .setParent("2026-02-28.1")
                .setMetadata(Map.of("alphabet", "0123456789"))
                .setSignature(bytes(1, 2, 3))
                .build();
    }

    static WeightsChunk weightsChunk() {
        return new WeightsChunk("2026-03-01.1", 17, bytes(0, 127, 128, 255));
    }

    static CurrentRelease currentRelease() {
        return new CurrentRelease("2026-03-01.1", true);
    }

    static TrainingReport trainingReport() {
        return TrainingReport.newBuilder()
                .setKind(ReportKind.HELD)
                .setVersion("2026-03-01.1")
                .setAgainst("2026-02-28.1")
                .setAt(CAPTURED)
                .setBy("trainer")
                .setReason("held: not better")
                .setComparisons(List.of(new ReleaseComparison("old", 1_000, 0.875, 0.75, -0.15, -0.1)))
                .build();
    }

    static ByteBuffer bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return ByteBuffer.wrap(bytes);
    }

    private static List<List<Float>> digitDistributions() {
        List<List<Float>> positions = new ArrayList<>();
        for (int likely : new int[] {0, 0, 4, 2, 10}) {
            List<Float> distribution = new ArrayList<>();
            for (int digit = 0; digit <= 10; digit++) {
                distribution.add(digit == likely ? 1f : 0f);
            }
            positions.add(distribution);
        }
        return positions;
    }
}
