package org.hinoban.web.internal.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The part of a long list that one page shows.
 *
 * @param from the index of the first
 * @param to the index after the last
 * @param all how many there are
 * @param page from 1 on
 */
public record Shown(int from, int to, int all, int page) {
    /** So many faulted rows are 3 to 4 KiB on the network: a page of the one-minute path has 8. */
    private static final int PAGE = 100;

    /** The name of the parameter with the number of the page. */
    public static final String PARAMETER = "page";

    /** The page with a number, or the nearest that there is; the first for what is no number. */
    public static Shown of(String number, int all) {
        int last = Math.max(1, (all + PAGE - 1) / PAGE);
        int page = Math.max(1, Math.min(number(number), last));
        int from = (page - 1) * PAGE;
        return new Shown(from, Math.min(from + PAGE, all), all, page);
    }

    /**
     * The way to the following page; null on the last.
     *
     * @param url of the list, ready for one more parameter
     */
    public @Nullable Link next(Words words, String url) {
        return to >= all
                ? null
                : new Link(
                        words.get("part.next.of", to + 1, Math.min(to + PAGE, all), all),
                        url + PARAMETER + "=" + (page + 1));
    }

    /** A value as it stands in the query of a URL; a slash means nothing there, and stays. */
    public static String asParameter(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    private static int number(String digits) {
        if (digits.isEmpty()) {
            return 1;
        }
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
