/** The trainer's command line: train, evaluate and label. */
@NullMarked
package io.digitstream.trainer;

import org.jspecify.annotations.NullMarked;
