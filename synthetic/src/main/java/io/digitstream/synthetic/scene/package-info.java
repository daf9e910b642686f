/** Numbers on the things that carry them, drawn sharp and in even light. */
@NullMarked
package io.digitstream.synthetic.scene;

import org.jspecify.annotations.NullMarked;
