/** Many small pictures with captions on one sheet, for people to look at. */
@NullMarked
package io.digitstream.trainer.sheets;

import org.jspecify.annotations.NullMarked;
