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
 * none), sees numbers in each photo at the places that it was told, and records what it is asked.
 */
final class ColourEngine implements Engine {
    /** Of this engine: a grid of four rows of eight cells of 16 pixels. */
    static final Networks NETWORKS = new Networks(
            new Architecture(new InputShape(16, 16), List.of(new ConvolutionBlock(1, 1, false)), 1, 1),
            new LocatorArchitecture(new InputShape(64, 128), List.of(new ConvolutionBlock(1, 1, 16, false))));

    private final float certainty;
    private final DrawnMap seen = new DrawnMap(NETWORKS.locating());
    private final List<Integer> scored = new ArrayList<>();
    private final List<Integer> located = new ArrayList<>();
    private int closed;

    /** @param certainty probability of each number that it reads */
    ColourEngine(float certainty) {
        this.certainty = certainty;
    }

    /**
     * From now on it sees a number there in each photo.
     *
     * @param place in pixels of the overview
     */
    ColourEngine see(Box place, double presence) {
        var unused = seen.see(seen.cellOf(place), presence, place);
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
        return batch.stream().map(photo -> seen.map()).toList();
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
