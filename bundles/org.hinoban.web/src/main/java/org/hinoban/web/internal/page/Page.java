package org.hinoban.web.internal.page;

import java.util.List;
import org.hinoban.api.server.State;
import org.jspecify.annotations.Nullable;

/**
 * One page.
 *
 * @param path of what it shows, as a URL; empty for a page that shows no item
 * @param state of what it shows; null if that has none
 * @param fault whether its head stands in reverse video: it shows the very component that is abnormal
 * @param way the links above the title
 * @param lines below the title
 * @param refresh after how many seconds a browser without script asks again; 0 for never
 */
public record Page(
        String title,
        String path,
        @Nullable State state,
        boolean fault,
        List<Link> way,
        List<String> lines,
        List<Part> parts,
        int refresh) {
    public Page {
        way = List.copyOf(way);
        lines = List.copyOf(lines);
        parts = List.copyOf(parts);
    }

    /** A page without a state. */
    public static Page of(String title, String path, List<Link> way, List<String> lines, List<Part> parts) {
        return new Page(title, path, null, false, way, lines, parts, 0);
    }

    public Page refreshing(int seconds) {
        return new Page(title, path, state, fault, way, lines, parts, seconds);
    }
}
