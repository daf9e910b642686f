package io.digitstream.standalone.torture;

import io.digitstream.processor.ProcessorMain;
import java.nio.file.Path;

/** A processor like any other, but for its engine, which can be told to misbehave. */
final class UnreliableProcessor {
    private UnreliableProcessor() {}

    /** @param args the path of the settings file; a file {@code mood} beside it says how the engine is */
    public static void main(String[] args) {
        Path mood = Path.of(args[0]).resolveSibling("mood");
        System.exit(ProcessorMain.run(args, engine -> new UnreliableEngine(engine, mood)));
    }
}
