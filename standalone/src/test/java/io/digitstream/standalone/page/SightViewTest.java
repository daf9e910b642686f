package io.digitstream.standalone.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.schemas.ReadingStatus;
import io.digitstream.schemas.Region;
import io.digitstream.standalone.page.feed.Sight;
import io.digitstream.standalone.page.feed.SomeSights;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a browser is told of an image, and gets to see of it. */
final class SightViewTest {
    /** EXIF's orientation 6, in one little-endian tag: to be turned clockwise. */
    private static final byte[] TURNED = {
        'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0
    };

    @Test
    void showsPlacesInTheUprightImage() throws IOException {
        Region stored = new Region(0, 20, 10, 20);
        SightView view = SightView.of(read(turned(200, 100), stored));
        SightView.Place place = Objects.requireNonNull(view.region());
        assertThat(place.left()).isEqualTo(0.6, within(1e-9));
        assertThat(place.top()).isZero();
        assertThat(place.width()).isEqualTo(0.2, within(1e-9));
        assertThat(place.height()).isEqualTo(0.05, within(1e-9));
    }

    @Test
    void tellsADigitsProbabilityAmongDigits() throws IOException {
        SightView view = SightView.of(read(turned(200, 100), null));
        assertThat(view.probabilities()).containsExactly(0.75, 0.75);
        assertThat(view.photo()).isTrue();
        assertThat(view.region()).isNull();
    }

    @Test
    void ofWhatIsNoImageThereIsNoPhoto() {
        Sight notes = SomeSights.rejected(1, SomeSights.image(new byte[] {1, 2, 3}, null));
        SightView view = SightView.of(notes);
        assertThat(view.photo()).isFalse();
        assertThat(view.status()).isEqualTo("REJECTED");
        assertThat(view.problem()).isEqualTo("the image is a GIF");
        assertThatThrownBy(() -> Thumbnail.of(notes)).isInstanceOf(ImageRejectedException.class);
    }

    @Test
    void photosAreShownUprightAndSmall() throws Exception {
        BufferedImage shown = ImageIO.read(new ByteArrayInputStream(Thumbnail.of(read(turned(2_000, 1_000), null))));
        assertThat(shown.getWidth() * 2).isEqualTo(shown.getHeight());
        assertThat(shown.getHeight()).isBetween(400, 640);
    }

    /** The sender's metadata are the sender's. */
    @Test
    void nothingOfTheFileItselfIsShown() throws Exception {
        byte[] shown = Thumbnail.of(read(turned(20, 10), null));
        assertThat(new String(shown, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "eXIf");
    }

    private static Sight read(byte[] file, @Nullable Region found) {
        return SomeSights.of(
                1, SomeSights.image(file, null), SomeSights.recognition(ReadingStatus.READ, 0.9, Instant.EPOCH, found));
    }

    /** A JPEG as a camera held on its side writes it. */
    private static byte[] turned(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        byte[] jpeg = out.toByteArray();
        return ByteBuffer.allocate(jpeg.length + 4 + TURNED.length)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFE1)
                .putShort((short) (2 + TURNED.length))
                .put(TURNED)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }
}
