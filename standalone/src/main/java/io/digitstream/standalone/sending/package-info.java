/** Where an image sets out: files and drawn numbers become records on the topic of images. */
@NullMarked
package io.digitstream.standalone.sending;

import org.jspecify.annotations.NullMarked;
