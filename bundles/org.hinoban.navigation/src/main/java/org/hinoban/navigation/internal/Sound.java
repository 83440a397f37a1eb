package org.hinoban.navigation.internal;

import java.util.List;
import org.hinoban.api.menu.ActionResult;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.Fact;
import org.hinoban.api.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a bundle returned can be shown: nothing null where the API has no null, nothing larger than a phone can
 * bear, no path that leads nowhere. All throw {@link NonsenseException}.
 */
final class Sound {
    private static final int MAX_SECTIONS = 50;
    private static final int MAX_ITEMS = 1_000;
    private static final int MAX_COLUMNS = 20;
    private static final int MAX_LINE = 1_000;
    private static final int MAX_PROSE = 100_000;
    private static final int MAX_OFFERS = 20;
    private static final int MAX_PATH = 2_000;

    private Sound() {}

    static Screen screen(@Nullable Screen screen) throws NonsenseException {
        if (screen == null) {
            throw new NonsenseException("no screen");
        }
        line(screen.title());
        most(screen.sections(), MAX_SECTIONS, "sections");
        most(screen.actions(), MAX_OFFERS, "actions");
        int items = 0;
        for (Section section : screen.sections()) {
            items += size(section);
        }
        if (items > MAX_ITEMS) {
            throw new NonsenseException("a screen of " + items + " items, more than " + MAX_ITEMS);
        }
        for (Screen.Offer offer : screen.actions()) {
            path(offer.path());
        }
        return screen;
    }

    static ActionResult result(@Nullable ActionResult result) throws NonsenseException {
        if (result == null) {
            throw new NonsenseException("no result");
        }
        if (result instanceof ActionResult.Done done) {
            line(done.message());
        } else if (result instanceof ActionResult.JobStarted job) {
            line(job.message());
            path(job.path());
        } else if (result instanceof ActionResult.Refused refused) {
            line(refused.reason());
            present(refused.state(), "state");
        }
        return result;
    }

    static ActionResult.Sighting sighting(ActionResult.@Nullable Sighting sighting) throws NonsenseException {
        if (sighting == null) {
            throw new NonsenseException("no sighting");
        }
        present(sighting.state(), "state");
        present(sighting.identity(), "identity");
        if (sighting.identity().length() > MAX_LINE) {
            throw new NonsenseException("an identity of " + sighting.identity().length() + " characters");
        }
        most(sighting.log(), MAX_ITEMS, "log lines");
        return sighting;
    }

    private static int size(Section section) throws NonsenseException {
        line(section.title());
        if (section instanceof Section.Choices choices) {
            for (Section.Choice choice : choices.items()) {
                line(choice.label());
                line(choice.detail());
                path(choice.path());
            }
            return choices.items().size();
        }
        if (section instanceof Section.Facts facts) {
            for (Fact fact : facts.facts()) {
                line(present(fact.label(), "label"));
                line(present(fact.value(), "value"));
            }
            return facts.facts().size();
        }
        if (section instanceof Section.Table table) {
            return size(table);
        }
        if (section instanceof Section.Prose prose) {
            text(prose.text(), MAX_PROSE);
            return 1;
        }
        return section instanceof Section.Log log ? log.lines().size() : 1;
    }

    private static int size(Section.Table table) throws NonsenseException {
        most(table.columns(), MAX_COLUMNS, "columns");
        for (Text column : table.columns()) {
            line(column);
        }
        for (List<Text> row : table.rows()) {
            if (row.size() != table.columns().size()) {
                throw new NonsenseException("a row of " + row.size() + " cells in a table of "
                        + table.columns().size() + " columns");
            }
            for (Text cell : row) {
                line(cell);
            }
        }
        if (table.next() != null) {
            path(table.next());
        }
        return table.rows().size();
    }

    private static void line(@Nullable Text text) throws NonsenseException {
        text(text, MAX_LINE);
    }

    private static void text(@Nullable Text text, int max) throws NonsenseException {
        Text actual = present(text, "text");
        present(actual.bundle(), "bundle of a text");
        present(actual.key(), "key of a text");
        int length = present(actual.english(), "English text").length();
        for (String argument : actual.arguments()) {
            length += argument.length();
        }
        if (length > max) {
            throw new NonsenseException("a text of " + length + " characters, more than " + max);
        }
    }

    /** A path below the server or the site, perhaps with a query. */
    private static void path(@Nullable String path) throws NonsenseException {
        String actual = present(path, "path");
        int query = actual.indexOf('?');
        String place = query < 0 ? actual : actual.substring(0, query);
        if (!place.startsWith("/") || actual.length() > MAX_PATH) {
            throw new NonsenseException("not a path: " + shortened(actual));
        }
        if (query >= 0 && !actual.substring(query + 1).matches("[A-Za-z0-9._~=&/:%+-]*")) {
            throw new NonsenseException("not a query: " + shortened(actual));
        }
        if (!place.equals("/") && Paths.component(place).isEmpty()) {
            throw new NonsenseException("not a path: " + shortened(actual));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    private static void most(@Nullable List<?> list, int max, String what) throws NonsenseException {
        int size = present(list, what).size();
        if (size > max) {
            throw new NonsenseException(size + " " + what + ", more than " + max);
        }
    }

    private static <T> T present(@Nullable T value, String what) throws NonsenseException {
        if (value == null) {
            throw new NonsenseException("null as " + what);
        }
        return value;
    }

    /** A bundle returned something that cannot be shown. */
    static final class NonsenseException extends Exception {
        private static final long serialVersionUID = 1;

        NonsenseException(String message) {
            super("It returned " + message);
        }
    }
}
