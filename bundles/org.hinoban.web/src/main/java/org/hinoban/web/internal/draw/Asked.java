package org.hinoban.web.internal.draw;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a request that nobody could look at.
 *
 * @param target its path and query, to be asked for again; empty if it was a form, or does not lead to us
 * @param accept the header of that name
 * @param acceptLanguage the header of that name
 */
public record Asked(
        String target, @Nullable String accept, @Nullable String acceptLanguage) {
    /** The media type of the answer. */
    public String type() {
        return wantsJson() ? "application/json" : "text/html;charset=utf-8";
    }

    boolean wantsJson() {
        return Json.isWanted(accept);
    }
}
