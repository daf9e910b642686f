package io.digitstream.standalone.report;

import io.digitstream.standalone.receiving.Result;

/** A way to show results one after another while they arrive. */
public interface ResultView {
    /** Shows one more. */
    void show(Result result);

    /** Says how it went, when no more will come. */
    void end();
}
