package io.digitstream.trainer.examples;

/**
 * An endless sequence of examples, each computed from its index alone. Thread-safe.
 *
 * @param <E> kind of example
 */
@FunctionalInterface
public interface ExampleSource<E> {
    /** The same index gives the same example, in any order and on any thread. */
    E example(long index);
}
