package io.digitstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.apache.avro.data.TimeConversions.TimestampMillisConversion;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrustedClassesTest {
    private final ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();

    /** It trusts our classes when it is loaded, once: not amid these tests, which then take that back. */
    @BeforeAll
    static void loadWireFormat() {
        assertThat(WireFormat.all()).isNotEmpty();
    }

    @AfterEach
    void restore() {
        ClassSecurityValidator.setGlobal(before);
    }

    @Test
    void thisTestRunsWithoutAvrosSystemProperties() {
        assertThat(System.getProperty("org.apache.avro.SERIALIZABLE_PACKAGES")).isNull();
        assertThat(System.getProperty("org.apache.avro.SERIALIZABLE_CLASSES")).isNull();
    }

    @Test
    void readersBesideOurOwnNeedIt() {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.DEFAULT);
        assertThatThrownBy(TrustedClassesTest::readWithAvroAlone)
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("not trusted");

        TrustedClasses.trust();
        assertThatCode(TrustedClassesTest::readWithAvroAlone).doesNotThrowAnyException();
    }

    @Test
    void keepsWhatTheApplicationTrustsAndTrustsNothingElse() {
        ClassSecurityValidator.setGlobal(type -> type == URI.class);

        TrustedClasses.trust();

        ClassSecurityPredicate now = ClassSecurityValidator.getGlobal();
        assertThat(now.isTrusted(URI.class)).isTrue();
        assertThat(now.isTrusted(Recognition.class)).isTrue();
        assertThat(now.isTrusted(ReadingStatus.class)).isTrue();
        assertThat(now.isTrusted(Thread.class)).isFalse();
        assertThat(now.isTrusted(SpecificData.class)).isFalse();
    }

    @Test
    void twiceIsLikeOnce() {
        TrustedClasses.trust();
        ClassSecurityPredicate once = ClassSecurityValidator.getGlobal();

        TrustedClasses.trust();

        assertThat(ClassSecurityValidator.getGlobal()).isSameAs(once);
    }

    /** As another library would: with a model of its own, that has not met our classes yet. */
    private static void readWithAvroAlone() throws Exception {
        byte[] bytes = WireFormat.IMAGE_EVENT.encode(Samples.imageEvent());
        SpecificData model = new SpecificData();
        model.addLogicalTypeConversion(new TimestampMillisConversion());
        var reader =
                new SpecificDatumReader<ImageEvent>(ImageEvent.getClassSchema(), ImageEvent.getClassSchema(), model);
        ImageEvent event = reader.read(null, DecoderFactory.get().binaryDecoder(bytes, 10, bytes.length - 10, null));
        assertThat(event).isEqualTo(Samples.imageEvent());
    }
}
