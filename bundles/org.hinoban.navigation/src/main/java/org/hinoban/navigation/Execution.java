package org.hinoban.navigation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * An action that was begun, as far as it has come. Stored: it outlives a restart of the manager.
 *
 * @param id the attempt's
 * @param path of the action
 * @param message what was done, or why not
 * @param state the component's state as last seen
 * @param identity tells one life of the component from the next, such as <i>process 4711</i>; empty if it has none
 * @param log the newest lines if it is still abnormal
 * @param begun by the database's clock
 * @param took how long the action itself took; null while it runs
 * @param normalSince when it was first seen normal after the action; null if it was not
 * @param incident the id of the incident that was open for the component; null if none was
 */
public record Execution(
        String id,
        String server,
        String path,
        Text label,
        String user,
        Stage stage,
        Text message,
        State state,
        String identity,
        List<LogLine> log,
        Instant begun,
        @Nullable Duration took,
        @Nullable Instant normalSince,
        @Nullable String incident) {
    public Execution {
        log = List.copyOf(log);
    }

    /** How far it has come. */
    public enum Stage {
        /** Begun and not finished. */
        RUNNING,
        /** Done, and looked at whether it holds. */
        VERIFYING,
        /** Done, and nothing to verify. */
        DONE,
        /** Done, and the component is normal and was still 5 s later with the same identity. */
        VERIFIED,
        /** Done, and the component is abnormal all the same. */
        STILL_ABNORMAL,
        /** Not done, for the reason in the message. */
        REFUSED,
        /** The bundle or the server failed on it; the message has the reference. */
        FAILED,
        /** The manager was ended in the middle of it: whether it was done is not known. */
        UNCERTAIN;

        public boolean isFinal() {
            return this != RUNNING && this != VERIFYING;
        }
    }
}
