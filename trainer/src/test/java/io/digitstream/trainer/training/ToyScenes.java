package io.digitstream.trainer.training;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.trainer.examples.ExampleSource;
import io.digitstream.trainer.scenes.Scene;
import java.util.List;
import java.util.SplittableRandom;

/** Something that a very small network learns to find in seconds: a bright rectangle somewhere on noise. */
final class ToyScenes implements ExampleSource<Scene> {
    /** A grid of 4 x 6 cells of 4 pixels. */
    static final LocatorArchitecture NETWORK = new LocatorArchitecture(
            new InputShape(16, 24),
            List.of(
                    new ConvolutionBlock(8, 3, 2, false),
                    new ConvolutionBlock(16, 3, 2, false),
                    new ConvolutionBlock(16, 3, false)));

    @Override
    public Scene example(long index) {
        SplittableRandom random = new SplittableRandom(index);
        InputShape shape = NETWORK.input();
        int width = random.nextInt(6, 13);
        int height = random.nextInt(5, 10);
        int left = random.nextInt(shape.width() - width + 1);
        int top = random.nextInt(shape.height() - height + 1);
        byte[] values = new byte[shape.size()];
        for (int i = 0; i < values.length; i++) {
            int x = i % shape.width();
            int y = i / shape.width() % shape.height();
            boolean inside = x >= left && x < left + width && y >= top && y < top + height;
            values[i] = (byte) (random.nextInt(60) + (inside ? 170 : 0));
        }
        return new Scene(new Overview(shape, new Pixels(shape, values)), List.of(new Box(left, top, width, height)));
    }
}
