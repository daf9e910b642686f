/** Where training and evaluation begin: photos with their right numbers, from a folder or a zip with a CSV. */
@NullMarked
package io.digitstream.trainer.photos;

import org.jspecify.annotations.NullMarked;
