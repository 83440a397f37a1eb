package org.hinoban.web.internal.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a page: who reads it, the ways that every page has, and what the manager has to say.
 *
 * @param user the user ID; null before login
 * @param host by which the reader reached the manager
 * @param sections the ways at the foot
 * @param notices what is urgent, for every page
 * @param asks who asks for a lease that the reader holds, with the two answers
 * @param position of the changes that the page already shows
 * @param now when it was drawn, for the reader
 */
public record Frame(
        Words words,
        @Nullable String user,
        String host,
        List<Section> sections,
        List<String> notices,
        List<Ask> asks,
        String position,
        String now) {
    /** A way at the foot. */
    public record Section(String label, String href, int count, boolean current) {}

    /** Somebody asks for the lease. */
    public record Ask(String text, Deed grant, Deed refuse) {}
}
