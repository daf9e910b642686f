/**
 * The whole system on one machine, to try it, to measure it and to test it; not for production. Its command line sends
 * images to a running system as well, and shows what comes back.
 */
@NullMarked
package io.digitstream.standalone;

import org.jspecify.annotations.NullMarked;
