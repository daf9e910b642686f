package io.digitstream.schemas;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Avro's permission to make objects of the classes in this package; thread-safe.
 *
 * <p>Since 1.12.2 Avro loads no class by the name in a schema unless it is told to trust it, and fails with
 * {@code Forbidden io.digitstream.schemas.ImageEvent! This class is not trusted}. Its system properties
 * ({@code org.apache.avro.SERIALIZABLE_PACKAGES} and {@code _CLASSES}) are read once, when its validator is loaded, too
 * early for a library to set them; but the validator itself can be widened at any time, and that is what happens here.
 * Whatever else is trusted, by these properties or by the application, stays trusted, and nothing outside this package
 * is added.
 *
 * <p>{@link WireFormat} and {@link ImageValue} do this by themselves. Who reads our generated classes some other way
 * (their own {@code getDecoder()} and {@code fromByteBuffer}, a {@code SpecificDatumReader}, a schema registry's
 * deserializer) calls {@link #trust()} once before, or names this package in the system property. Writing needs neither,
 * and so does reading into generic records; but a builder reads where it fills in the default of a list of records that was
 * not set ({@link TrainingReport#getComparisons()}).
 */
public final class TrustedClasses {
    private static final String PACKAGE = TrustedClasses.class.getPackageName();
    private static final ClassSecurityPredicate OURS =
            type -> type.getPackageName().equals(PACKAGE);

    private TrustedClasses() {}

    /** Lets Avro make objects of this package's classes, from now on and in the whole process; again is harmless. */
    public static synchronized void trust() {
        ClassSecurityPredicate already = ClassSecurityValidator.getGlobal();
        if (!already.isTrusted(TrustedClasses.class)) {
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(already, OURS));
        }
    }
}
