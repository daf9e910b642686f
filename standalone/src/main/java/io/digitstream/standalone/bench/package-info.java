/** Benchmarks: how many images a second, at what accuracy. */
@NullMarked
package io.digitstream.standalone.bench;

import org.jspecify.annotations.NullMarked;
