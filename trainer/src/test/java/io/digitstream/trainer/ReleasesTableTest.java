package io.digitstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.schemas.CurrentRelease;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WeightsIndex;
import io.digitstream.schemas.WeightsKeys;
import io.digitstream.schemas.WeightsRelease;
import io.digitstream.schemas.WireFormat;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReleasesTableTest {
    private final WeightsIndex index = new WeightsIndex(TopicValues.singleObject());

    @Test
    void saysThatThereAreNone() {
        assertThat(table())
                .isEqualTo("No releases are on topic weights; processors read with the weights they ship with");
    }

    @Test
    void listsThemByTheirPublication() {
        WeightsRelease first = manifest("shipped-ad53db70");
        add(first);
        WeightsRelease second = manifest("mine-00000001");
        second.setParent("shipped-ad53db70");
        second.setSignature(ByteBuffer.allocate(64));
        second.setMetadata(Map.of(
                "validation", "0.8594 of 320 numbers right, coverage at 98 % accuracy 0.3688",
                "found.validation", "0.8438 of 320 numbers right, coverage at 98 % accuracy 0.4563"));
        add(second);
        put("mine-00000001", true);

        assertThat(table()).isEqualTo("""
                version           created               parent            right, given   right, found   signed  in force
                shipped-ad53db70  2026-11-24T22:19:06Z  -                 -              -              no
                mine-00000001     2026-11-24T22:19:06Z  shipped-ad53db70  0.8594 of 320  0.8438 of 320  yes     yes, pinned""");
    }

    @Test
    void doesNotCallPinnedWhatIsNot() {
        add(manifest("a"));
        put("a", false);

        assertThat(table().lines()).last().asString().endsWith("no      yes");
    }

    @Test
    void saysThatNoneIsInForce() {
        add(manifest("a"));

        assertThat(table()).endsWith("None is in force; processors read with the weights they ship with");
    }

    @Test
    void saysThatTheOneInForceIsNotThere() {
        put("b", false);
        assertThat(table()).endsWith("Release b is in force, and not on the topic");

        add(manifest("a"));
        assertThat(table()).endsWith("Release b is in force, and not on the topic");
    }

    @Test
    void whatOthersWriteCommandsNoTerminal() {
        WeightsRelease manifest = manifest("a");
        manifest.setParent("\u001b[2Jgone\n");
        manifest.setMetadata(Map.of("validation", "good\n".repeat(1_000) + " numbers right"));
        add(manifest);

        assertThat(table()).contains("?[2Jgone?").contains("good?good").doesNotContain("\u001b");
        assertThat(table().lines()).hasSize(3).allMatch(line -> line.length() < 250);
    }

    private String table() {
        return new ReleasesTable(index, "weights").toString();
    }

    private void add(WeightsRelease manifest) {
        index.add(WeightsKeys.release(manifest.getVersion()), WireFormat.WEIGHTS_RELEASE.encode(manifest));
    }

    private void put(String version, boolean pinned) {
        index.add(WeightsKeys.current(), WireFormat.CURRENT_RELEASE.encode(new CurrentRelease(version, pinned)));
    }

    private static WeightsRelease manifest(String version) {
        return WeightsRelease.newBuilder()
                .setVersion(version)
                .setFingerprint("0507952dc4e89301")
                .setCreatedAt(Instant.parse("2026-11-24T22:19:06Z"))
                .setSize(20)
                .setChunkCount(2)
                .setChunkSize(10)
                .setSha256("ab".repeat(32))
                .build();
    }
}
