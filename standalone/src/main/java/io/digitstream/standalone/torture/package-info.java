/** Everything that can break is broken, one thing after the other, while a ledger counts what becomes of each image. */
@NullMarked
package io.digitstream.standalone.torture;

import org.jspecify.annotations.NullMarked;
