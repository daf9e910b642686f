/** What the page takes off topics, as any consumer would: records, then images with what became of them. */
@NullMarked
package io.digitstream.standalone.page.feed;

import org.jspecify.annotations.NullMarked;
