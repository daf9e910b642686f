/** Finds labels that are probably wrong. */
@NullMarked
package io.digitstream.trainer.audit;

import org.jspecify.annotations.NullMarked;
