/** How an application is watched from outside: its metrics, and whether it is well. */
@NullMarked
package io.digitstream.application.endpoint;

import org.jspecify.annotations.NullMarked;
