package io.digitstream.application.commandline;

/** What a command's exit code says: lines for its help, each a code, a colon and its meaning. */
public final class ExitCodes {
    public static final String HEADING = "%nExit codes:%n";
    public static final String DONE = "0:Done.";
    public static final String FAILED = "1:Failed, or not all of it done; one line says why.";
    public static final String WRONG_USAGE = "2:Wrong usage or settings.";
    public static final String INTERRUPTED = "130:Stopped by Ctrl-C.";
    public static final String TERMINATED = "143:Stopped by SIGTERM.";

    private ExitCodes() {}
}
