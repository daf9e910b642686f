/** What every command line does alike: errors that people can mend in one line, and its version. */
@NullMarked
package io.digitstream.application.commandline;

import org.jspecify.annotations.NullMarked;
