/** The network, declared once: what training builds, serving runs and a weights file must fit. */
@NullMarked
package io.digitstream.recognizer.network;

import org.jspecify.annotations.NullMarked;
