package io.digitstream.recognizer.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.ImageFiles;
import io.digitstream.recognizer.image.Orientation;
import io.digitstream.recognizer.image.Region;
import java.awt.image.BufferedImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FrameTest {
    /** The fours do not fit into them. */
    private static final int STORED_WIDTH = 23;

    private static final int STORED_HEIGHT = 17;
    private static final int REDUCTION = 4;

    /** What is reduced is the stored photo: what does not fit is left over at its right and at its bottom, however it is turned. */
    @ParameterizedTest
    @EnumSource
    void eachPixelCoversThoseOfTheStoredPhotoThatItWasMadeOf(Orientation orientation) {
        Frame frame = frame(orientation);
        for (int y = 0; y < frame.image().getHeight(); y++) {
            for (int x = 0; x < frame.image().getWidth(); x++) {
                Region reduced = orientation.toStored(new Region(x, y, 1, 1), 6, 5);
                int left = REDUCTION * reduced.left();
                int top = REDUCTION * reduced.top();
                assertThat(frame.inStored(new Box(x, y, 1, 1)))
                        .isEqualTo(new Region(
                                left,
                                top,
                                Math.min(REDUCTION, STORED_WIDTH - left),
                                Math.min(REDUCTION, STORED_HEIGHT - top)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingLeavesTheStoredPhoto(Orientation orientation) {
        Frame frame = frame(orientation);
        assertThat(frame.inStored(new Box(-3, -3, 90, 90))).isEqualTo(new Region(0, 0, STORED_WIDTH, STORED_HEIGHT));
        Region outside = frame.inStored(new Box(-30, 2, 10, 1));
        assertThat(outside.width() * outside.height()).isPositive();
        assertThat(outside.left()).isBetween(0, STORED_WIDTH - outside.width());
        assertThat(outside.top()).isBetween(0, STORED_HEIGHT - outside.height());
    }

    private static Frame frame(Orientation orientation) {
        BufferedImage image = ImageFiles.plain(orientation.width(6, 5), orientation.height(6, 5), 0);
        return new Frame(image, REDUCTION, orientation, STORED_WIDTH, STORED_HEIGHT);
    }
}
