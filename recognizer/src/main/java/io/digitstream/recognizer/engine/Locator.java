package io.digitstream.recognizer.engine;

import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.pixels.Overview;
import java.util.List;

/** The network that finds numbers, ready to look at batches of photos. Used by one thread. */
@FunctionalInterface
public interface Locator {
    /**
     * Looks for numbers.
     *
     * @param batch at least one photo, all of the network's input shape
     * @return what it sees of each, in the order of the batch
     */
    List<LocationMap> locate(List<Overview> batch);
}
