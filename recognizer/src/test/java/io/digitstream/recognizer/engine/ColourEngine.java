package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.location.DrawnMap;
import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.RandomScores;
import io.digitstream.recognizer.sequence.Scores;
import java.util.ArrayList;
import java.util.List;

/**
 * An engine that reads in an image the number that the colour in its middle is (red, green and blue as one number; black is
 * none) and records what it is asked. In a whole photo, which must be three to two, it sees numbers at the places that it was
 * told; from near, it sees the plate that is not black, or something in the middle.
 */
final class ColourEngine implements Engine {
    /** Of this engine: a grid of four rows of eight cells of 16 pixels. */
    static final Networks NETWORKS = new Networks(
            new Architecture(new InputShape(16, 16), List.of(new ConvolutionBlock(1, 1, false)), 1, 1, 5),
            new LocatorArchitecture(new InputShape(64, 128), List.of(new ConvolutionBlock(1, 1, 16, false))));

    private static final InputShape WHOLE = new InputShape(64, 96);

    private final float certainty;
    private final double presence;
    private final DrawnMap seen = new DrawnMap(NETWORKS.locating());
    private final List<Integer> scored = new ArrayList<>();
    private final List<Integer> located = new ArrayList<>();
    private int closed;

    /**
     * @param certainty probability of each number that it reads
     * @param presence of each number that it sees from near
     */
    ColourEngine(float certainty, double presence) {
        this.certainty = certainty;
        this.presence = presence;
    }

    /**
     * From now on it sees a number there in each whole photo.
     *
     * @param place in pixels of the overview
     */
    ColourEngine see(Box place, double likely) {
        var unused = seen.see(seen.cellOf(place), likely, place);
        return this;
    }

    /** Images in each batch that was to be scored. */
    List<Integer> scored() {
        return scored;
    }

    /** Photos in each batch in which numbers were to be found. */
    List<Integer> located() {
        return located;
    }

    /** How often it was closed. */
    int closed() {
        return closed;
    }

    @Override
    public List<Scores> score(List<Pixels> batch) {
        scored.add(batch.size());
        return batch.stream().map(this::scores).toList();
    }

    @Override
    public List<LocationMap> locate(List<Overview> batch) {
        located.add(batch.size());
        return batch.stream()
                .map(view -> view.content().shape().equals(WHOLE) ? seen.map() : near(view))
                .toList();
    }

    private LocationMap near(Overview view) {
        InputShape content = view.content().shape();
        Box plate = view.inOverview(plate(view.content()), content.width(), content.height());
        DrawnMap map = new DrawnMap(NETWORKS.locating());
        return map.see(map.cellOf(plate), presence, plate).map();
    }

    /** Around all pixels that are not black; without any, half of them. */
    private static Box plate(Pixels pixels) {
        int width = pixels.shape().width();
        int height = pixels.shape().height();
        int left = width;
        int top = height;
        int right = 0;
        int bottom = 0;
        for (int i = 0; i < pixels.values().length; i++) {
            if (pixels.values()[i] != 0) {
                left = Math.min(left, i % width);
                right = Math.max(right, i % width + 1);
                top = Math.min(top, i / width % height);
                bottom = Math.max(bottom, i / width % height + 1);
            }
        }
        return right > 0
                ? Box.between(left, top, right, bottom)
                : new Box(width / 4.0, height / 4.0, width / 2.0, height / 2.0);
    }

    private Scores scores(Pixels pixels) {
        InputShape shape = pixels.shape();
        int plane = shape.height() * shape.width();
        int middle = shape.height() / 2 * shape.width() + shape.width() / 2;
        int number = 0;
        for (int channel = 0; channel < InputShape.CHANNELS; channel++) {
            number = number << 8 | (pixels.values()[channel * plane + middle] & 0xFF);
        }
        return number == 0 ? RandomScores.certain("") : RandomScores.likely(Integer.toString(number), certainty);
    }

    @Override
    public void close() {
        closed++;
    }
}
