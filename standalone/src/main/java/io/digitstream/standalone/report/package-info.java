/** After the end of the way: results as people and programs want to see them. Knows no Kafka. */
@NullMarked
package io.digitstream.standalone.report;

import org.jspecify.annotations.NullMarked;
