package io.digitstream.schemas;

/**
 * The marks that the generated classes bear, so that the compiler knows which of their fields may be null.
 *
 * <p>JSpecify's own cannot be used there: they belong to a type, and Avro's templates write them before a qualified name
 * ({@code @Nullable java.time.Instant}), which Java forbids for such annotations. NullAway knows these by their simple names.
 */
final class Presence {
    private Presence() {}

    /** May be null: the schema's union holds null. */
    @interface Nullable {}

    /** Never null in a record that can be written. */
    @interface NonNull {}
}
