package org.hinoban.api.screen;

import java.util.List;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.jspecify.annotations.Nullable;

/** One part of a screen. The set is closed: a new kind comes with every front end that shows it. */
public sealed interface Section {
    /** The heading; {@link Text#NONE} for none. */
    Text title();

    /** A list of ways on. */
    record Choices(Text title, List<Choice> items) implements Section {
        public Choices {
            items = List.copyOf(items);
        }
    }

    /**
     * One way on.
     *
     * @param detail what matters now, shown below the label; {@link Text#NONE} for none
     * @param path where it leads: {@code /software/service/nginx} below the server at hand, or {@code /i/3fk9} for a page
     *     of the site if it {@link #ofSite()}
     * @param state null for what has no state of its own; the core worsens it to the worst that is known at or below the path
     */
    record Choice(
            Text label,
            Text detail,
            String path,
            boolean ofSite,
            @Nullable State state) {
        public Choice(Text label, Text detail, String path, @Nullable State state) {
            this(label, detail, path, false, state);
        }
    }

    /** What is known, a name and a value each. */
    record Facts(Text title, List<Fact> facts) implements Section {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /**
     * Rows and columns.
     *
     * @param next the path of the following page, as in {@link Choice#path()}; null on the last
     */
    record Table(
            Text title,
            List<Text> columns,
            List<List<Text>> rows,
            @Nullable String next) implements Section {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** Prose. Line breaks are kept; links to the manager itself can be followed. */
    record Prose(Text title, Text text) implements Section {}

    /** Lines of a log, oldest first. */
    record Log(Text title, List<LogLine> lines) implements Section {
        public Log {
            lines = List.copyOf(lines);
        }
    }
}
