package io.digitstream.standalone.torture;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/** Programs of the system that only root may use. */
final class Tool {
    private Tool() {}

    /** @return whether it did what was asked */
    static boolean run(String... command) {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
