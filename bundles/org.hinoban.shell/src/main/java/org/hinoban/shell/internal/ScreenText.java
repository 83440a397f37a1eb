package org.hinoban.shell.internal;

import java.util.ArrayList;
import java.util.List;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.navigation.OfferedAction;
import org.jspecify.annotations.Nullable;

/** Draws a screen for a terminal. */
final class ScreenText {
    private final Reader reader;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    ScreenText(Reader reader, int width) {
        this.reader = reader;
        this.width = width;
    }

    String draw(Screen screen, List<OfferedAction> actions) {
        lines.clear();
        head(reader.say(screen.title()), screen.state());
        screen.sections().forEach(this::section);
        if (!actions.isEmpty()) {
            lines.add("");
            Table table = new Table();
            actions.forEach(action -> table.row(List.of("> " + reader.say(action.label()), action.path())));
            lines.add(table.text(width));
        }
        return String.join("\n", lines);
    }

    private void head(String title, @Nullable State state) {
        lines.add(state == null ? title : title + "  [" + state.word() + "]");
    }

    private void section(Section section) {
        lines.add("");
        if (!section.title().isEmpty()) {
            lines.add(reader.say(section.title()) + ":");
        }
        if (section instanceof Section.Choices choices) {
            Table table = new Table();
            for (Section.Choice choice : choices.items()) {
                table.row(List.of(
                        choice.state() == null ? "" : choice.state().word(),
                        reader.say(choice.label()),
                        reader.say(choice.detail()),
                        choice.path()));
            }
            lines.add(table.text(width));
        } else if (section instanceof Section.Facts facts) {
            Table table = new Table();
            for (Fact fact : facts.facts()) {
                table.row(List.of(reader.say(fact.label()), reader.say(fact.value())));
            }
            lines.add(table.text(width));
        } else if (section instanceof Section.Table rows) {
            Table table = new Table();
            table.row(rows.columns().stream().map(reader::say).toList());
            rows.rows().forEach(row -> table.row(row.stream().map(reader::say).toList()));
            lines.add(table.text(width));
            if (rows.next() != null) {
                lines.add("more: " + rows.next());
            }
        } else if (section instanceof Section.Prose prose) {
            prose(prose.text());
        } else if (section instanceof Section.Log log) {
            log.lines().forEach(this::line);
        }
    }

    private void prose(Text text) {
        lines.addAll(Columns.wrap(reader.say(text), width));
    }

    /** A line of a log is never broken: it is copied and searched for. */
    private void line(LogLine line) {
        lines.add(line.time() == null ? line.text() : reader.clock(line.time()) + "  " + line.text());
    }
}
