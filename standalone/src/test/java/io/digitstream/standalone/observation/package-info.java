/** What is seen of a running system from outside: metrics, alerts, dashboards and traces. */
@NullMarked
package io.digitstream.standalone.observation;

import org.jspecify.annotations.NullMarked;
