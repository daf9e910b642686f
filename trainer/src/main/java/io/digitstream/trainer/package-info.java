/** The trainer's command line: train and evaluate. */
@NullMarked
package io.digitstream.trainer;

import org.jspecify.annotations.NullMarked;
