package io.digitstream.recognizer.location;

import io.digitstream.recognizer.image.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes the numbers out of a map: the likeliest cell first, with it all cells that see the same number, whose boxes are
 * averaged by their presence (Solovyev et al. 2021, "Weighted boxes fusion", arXiv 1910.13302); then the likeliest of what is
 * left. Immutable and thread-safe.
 *
 * @param most numbers to take, at least 1
 */
public record SightingFinder(int most) {
    /** A cell's say in a box grows by this power of its presence. */
    private static final double SHARPNESS = 2;

    public SightingFinder {
        if (most < 1) {
            throw new IllegalArgumentException("at least one number is looked for, not " + most);
        }
    }

    /** @return in pixels of the network's input, the likeliest first; at least one, however unlikely */
    public List<Sighting> find(LocationMap map) {
        List<Sighting> cells = new ArrayList<>(IntStream.range(0, map.cells())
                .mapToObj(cell -> new Sighting(map.box(cell), map.presence(cell)))
                .sorted(Comparator.comparingDouble(Sighting::presence).reversed())
                .toList());
        List<Sighting> found = new ArrayList<>();
        while (found.size() < most && !cells.isEmpty()) {
            Sighting likeliest = cells.get(0);
            List<Sighting> same =
                    cells.stream().filter(likeliest::isOfTheSameAs).toList();
            cells.removeAll(same);
            found.add(new Sighting(average(same), likeliest.presence()));
        }
        return found;
    }

    private static Box average(List<Sighting> cells) {
        double likeliest = cells.get(0).presence();
        double left = 0;
        double top = 0;
        double right = 0;
        double bottom = 0;
        double sum = 0;
        for (Sighting cell : cells) {
            // Against the likeliest: the square of a very small presence would be nothing.
            double weight = likeliest == 0 ? 1 : Math.pow(cell.presence() / likeliest, SHARPNESS);
            left += weight * cell.box().left();
            top += weight * cell.box().top();
            right += weight * cell.box().right();
            bottom += weight * cell.box().bottom();
            sum += weight;
        }
        return Box.between(left / sum, top / sum, right / sum, bottom / sum);
    }
}
