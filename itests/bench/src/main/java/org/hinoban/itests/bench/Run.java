package org.hinoban.itests.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.hinoban.itests.tools.Checkout;

/** One run of the command, as a bench sees it. */
public final class Run {
    /** How much time a run may take. */
    public enum Length {
        /** To work on a bench: the figures say little. */
        SHORT,
        /** For the table: all benches together take at most about 25 minutes on a quiet machine. */
        USUAL,
        /** Until rare things have had their chance. */
        LONG
    }

    private final Length length;
    private final PrintStream progress;

    Run(Length length, PrintStream progress) {
        this.length = length;
        this.progress = progress;
    }

    /** How often to repeat what is measured, by the length of this run. */
    public int rounds(int shortly, int usually, int atLength) {
        return switch (length) {
            case SHORT -> shortly;
            case USUAL -> usually;
            case LONG -> atLength;
        };
    }

    /** Tells the person who waits what is going on. */
    public void progress(String text) {
        progress.println("  " + text);
    }

    /** A new, empty folder that is left behind for who looks for the reason of a figure. */
    public Path folder(String prefix) throws IOException {
        return Checkout.freshFolder(prefix);
    }
}
