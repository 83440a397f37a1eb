package org.hinoban.deployment.internal;

import java.text.MessageFormat;
import org.hinoban.api.text.Text;

/**
 * One thing that does not work.
 *
 * @param name of the bundle or file
 * @param detail what else there is to say; may be empty
 */
record Trouble(Kind kind, String name, String detail) {
    /** What there is to say of it; the place {@code {0}} is the name and {@code {1}} the detail. */
    enum Kind {
        HANGS(
                "hangs",
                "The bundle {0} hangs in its activator; the others go on without it. Take it away and start the manager"
                        + " again."),
        UNRESOLVED("unresolved", "The bundle {0} is not started: nothing provides {1}."),
        FAILED("failed", "The bundle {0} could not be started; the log says why."),
        DAMAGED("damaged", "The file {0} in the folder deploy is damaged: {1}"),
        IGNORED(
                "ignored",
                "The file {0} in the folder deploy was not installed: it is no bundle, no KAR and no feature file."),
        GONE(
                "gone",
                "The bundle {0} went with the older distribution and could not be installed again: install it, best in"
                        + " the folder deploy."),
        EMPTY("empty", "The archive {0} in the folder deploy has no feature in it.");

        private final String key;
        private final String english;

        Kind(String key, String english) {
            this.key = key;
            this.english = english;
        }
    }

    Text text() {
        return Text.of("org.hinoban.deployment", kind.key, kind.english, name, detail);
    }

    /** For the log. */
    @Override
    public String toString() {
        return MessageFormat.format(kind.english, name, detail);
    }
}
