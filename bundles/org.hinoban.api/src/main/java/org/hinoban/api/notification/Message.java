package org.hinoban.api.notification;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one recipient is told, in that recipient's language and time zone.
 *
 * @param id constant over repetitions; {@code [A-Za-z0-9.-]}, unique in the world
 * @param thread the id of the first message of the same incident that this recipient was really sent; null for the first
 * @param subject the same for all messages of an incident
 * @param lead the first sentence, what a lock screen shows; about 90 characters of it are seen
 */
public record Message(
        String id,
        @Nullable String thread,
        Locale language,
        String subject,
        String lead,
        List<Passage> passages,
        List<Link> links) {
    public Message {
        passages = List.copyOf(passages);
        links = List.copyOf(links);
    }

    /**
     * One part of it.
     *
     * @param title empty for none
     * @param literal whether the lines are a program's output, to be shown as they are
     */
    public record Passage(String title, List<String> lines, boolean literal) {
        public Passage {
            lines = List.copyOf(lines);
        }
    }

    /** A way on, the most important first. */
    public record Link(String label, String url) {}
}
