package org.hinoban.web.internal.door;

import org.hinoban.api.server.State;
import org.hinoban.web.internal.page.Page;
import org.jspecify.annotations.Nullable;

/** What a request is answered with. */
public sealed interface Reply {
    record Show(int status, Page page) implements Reply {
        public Show(Page page) {
            this(200, page);
        }
    }

    /** The way on after something was changed. */
    record SeeOther(String location) implements Reply {}

    /**
     * A program's action was done or not; never for a browser.
     *
     * @param result {@code done}, {@code job} or {@code refused}
     * @param job the path of the job's page; empty if there is none
     */
    record Answer(
            int status,
            String result,
            String message,
            @Nullable State state,
            String job) implements Reply {}

    /**
     * It did not come to it.
     *
     * @param reference what the log can be searched for; empty if it says nothing
     */
    record Problem(int status, String message, String reference) implements Reply {}
}
