/** Tests of what benchmarks reckon with. */
@NullMarked
package io.digitstream.standalone.bench;

import org.jspecify.annotations.NullMarked;
