/**
 * What the applications say to each other, at both ends of the path: an image event comes in on the first topic, a
 * recognition leaves on the second, and labeled images and weights go round between trainer and processor.
 *
 * <p>The records are declared in {@code src/main/avro}, one file a type, each field with its unit and range; the classes
 * named after them are generated into this package. {@link io.digitstream.schemas.WireFormat} turns them into bytes and
 * back, {@link io.digitstream.schemas.TopicValues} says whether they stand on topics so or as a registry has it,
 * {@link io.digitstream.schemas.ImageValue} also takes a bare PNG or JPEG, {@link io.digitstream.schemas.Topics}
 * names the topics and {@link io.digitstream.schemas.WeightsKeys} the keys on the topic of the weights.
 *
 * <h2>Releasing a new version of a record</h2>
 *
 * <p>Topics keep records for months, and applications are not all upgraded in the same minute. So every version that
 * was ever released stays in {@code src/main/resources/io/digitstream/schemas/released/<Type>/v<N>.avsc}, never changed
 * and never removed, and {@code EvolutionTest} checks that today's classes read what each of them wrote, and that each of
 * them reads what today's classes write. To change a record:
 * <ol>
 * <li>Change its file in {@code src/main/avro}. Only what reads both ways will pass: a new field needs a default, a
 * field that goes away must have had one, names and types stay. A new symbol of an enum needs the enum's default in all
 * released versions.
 * <li>Run the tests. {@code EvolutionTest} fails, and leaves the next version and a sample of its bytes in
 * {@code target/proposed-release}.
 * <li>Look at them, copy {@code main} and {@code test} from there into {@code src}, and run the tests again.
 * </ol>
 * Documentation alone may change without a new version: it is no part of what is written.
 *
 * <p>{@code docs/schemas} has today's records for users of other languages, each in a file that refers to no other.
 * {@code PublishedSchemasTest} fails where a file is behind, and leaves the new one in {@code target/proposed-release}.
 */
@NullMarked
package io.digitstream.schemas;

import org.jspecify.annotations.NullMarked;
