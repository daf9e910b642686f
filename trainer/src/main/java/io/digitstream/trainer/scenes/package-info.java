/** What the locating network learns from: whole photos with numbers anywhere in them, or none, never the same twice. */
@NullMarked
package io.digitstream.trainer.scenes;

import org.jspecify.annotations.NullMarked;
