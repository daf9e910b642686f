/** Values as a schema registry knows them: Confluent's wire format, and Confluent's API to the registry. */
@NullMarked
package io.digitstream.application.registry;

import org.jspecify.annotations.NullMarked;
