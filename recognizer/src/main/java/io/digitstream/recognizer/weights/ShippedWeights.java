package io.digitstream.recognizer.weights;

import io.digitstream.recognizer.network.Networks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The release that comes with the product; {@code weights.md} beside it says how it was made. */
public final class ShippedWeights {
    private static final String RESOURCE = "weights.safetensors";

    /** The networks that they fill. */
    public static final Networks NETWORKS = Networks.of(5);

    private ShippedWeights() {}

    /** @throws IllegalStateException if the product was built without its weights, or with broken ones */
    public static Release load() {
        try (InputStream in = ShippedWeights.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("this build of Digitstream has no " + RESOURCE);
            }
            return Release.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidWeightsException e) {
            throw new IllegalStateException("the shipped weights are broken: " + e.getMessage(), e);
        }
    }
}
