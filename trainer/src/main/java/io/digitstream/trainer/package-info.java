/** The trainer's command line: train, evaluate, label, and what is done with releases on the topic of weights. */
@NullMarked
package io.digitstream.trainer;

import org.jspecify.annotations.NullMarked;
