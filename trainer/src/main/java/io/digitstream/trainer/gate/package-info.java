/** Whether a newly trained release may replace the one at work: compared on held-out photos, decided by rules. */
@NullMarked
package io.digitstream.trainer.gate;

import org.jspecify.annotations.NullMarked;
