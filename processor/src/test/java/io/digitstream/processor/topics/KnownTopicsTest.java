package io.digitstream.processor.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class KnownTopicsTest {
    @Test
    void isParsedFromItsMetadata() {
        KnownTopics both = new KnownTopics("my.images_1", Uuid.randomUuid(), Optional.of(Uuid.randomUuid()));
        KnownTopics one = new KnownTopics("images", Uuid.randomUuid(), Optional.empty());

        assertThat(KnownTopics.parse(both.metadata())).contains(both);
        assertThat(KnownTopics.parse(one.metadata())).contains(one);
    }

    @Test
    void isUnknownFromAnythingElse() {
        assertThat(KnownTopics.parse("")).isEmpty();
        assertThat(KnownTopics.parse("images=a:b,pending=c")).isEmpty();
        assertThat(KnownTopics.parse("AgAAAZrEBkK7AAAAAA==")).isEmpty();
    }
}
