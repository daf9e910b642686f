package io.digitstream.trainer.examples;

/** An endless sequence of examples, each computed from its index alone. Thread-safe. */
@FunctionalInterface
public interface ExampleSource {
    /** The same index gives the same example, in any order and on any thread. */
    Example example(long index);
}
