package org.hinoban.shell.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.text.Text;
import org.hinoban.navigation.OfferedAction;
import org.hinoban.navigation.Outcome;

/** A screen as lines for people, and as JSON of the same names that the pages have. */
final class ScreenPrinter {
    private static final JsonFactory JSON = new JsonFactory();

    private final Reader reader;

    ScreenPrinter(Reader reader) {
        this.reader = reader;
    }

    String text(Outcome.Shown shown) {
        Screen screen = shown.screen();
        StringBuilder text = new StringBuilder(reader.say(screen.title()));
        if (screen.state() != null) {
            text.append("  [").append(screen.state().word()).append(']');
        }
        for (Section section : screen.sections()) {
            text.append('\n');
            if (!section.title().isEmpty()) {
                text.append("\n").append(reader.say(section.title()));
            }
            append(text, section);
        }
        shown.actions()
                .forEach(action -> text.append("\n> ")
                        .append(reader.say(action.label()))
                        .append("  ")
                        .append(action.path()));
        return text.toString();
    }

    private void append(StringBuilder text, Section section) {
        if (section instanceof Section.Choices choices) {
            for (Section.Choice choice : choices.items()) {
                String state = choice.state() == null ? "" : choice.state().word();
                text.append(String.format("%n%-9s %-28s ", state, reader.say(choice.label())))
                        .append(choice.path());
                if (!choice.detail().isEmpty()) {
                    text.append("  ").append(reader.say(choice.detail()));
                }
            }
        } else if (section instanceof Section.Facts facts) {
            for (Fact fact : facts.facts()) {
                text.append(String.format("%n%-28s ", reader.say(fact.label()))).append(reader.say(fact.value()));
            }
        } else if (section instanceof Section.Table table) {
            text.append('\n').append(joined(table.columns()));
            table.rows().forEach(row -> text.append('\n').append(joined(row)));
        } else if (section instanceof Section.Prose prose) {
            text.append('\n').append(reader.say(prose.text()));
        } else if (section instanceof Section.Log log) {
            for (LogLine line : log.lines()) {
                text.append('\n');
                if (line.time() != null) {
                    text.append(line.time()).append("  ");
                }
                text.append(line.text());
            }
        }
    }

    String json(Outcome.Shown shown) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("title", reader.say(shown.screen().title()));
            if (shown.screen().state() != null) {
                json.writeStringField("state", shown.screen().state().word());
            }
            json.writeArrayFieldStart("sections");
            for (Section section : shown.screen().sections()) {
                json.writeStartObject();
                write(json, section);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("actions");
            for (OfferedAction action : shown.actions()) {
                json.writeStartObject();
                json.writeStringField("label", reader.say(action.label()));
                json.writeStringField("path", action.path());
                json.writeStringField("expected", action.expected().word());
                json.writeBooleanField("confirm", action.confirm());
                json.writeBooleanField("destructive", action.destructive());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private void write(JsonGenerator json, Section section) throws IOException {
        String title = reader.say(section.title());
        if (section instanceof Section.Choices choices) {
            begin(json, "choices", title, "items");
            for (Section.Choice choice : choices.items()) {
                json.writeStartObject();
                json.writeStringField("label", reader.say(choice.label()));
                json.writeStringField("detail", reader.say(choice.detail()));
                json.writeStringField("path", choice.path());
                if (choice.state() != null) {
                    json.writeStringField("state", choice.state().word());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } else if (section instanceof Section.Facts facts) {
            begin(json, "facts", title, "facts");
            for (Fact fact : facts.facts()) {
                json.writeStartObject();
                json.writeStringField("label", reader.say(fact.label()));
                json.writeStringField("value", reader.say(fact.value()));
                json.writeEndObject();
            }
            json.writeEndArray();
        } else if (section instanceof Section.Table table) {
            begin(json, "table", title, "columns");
            writeAll(json, table.columns());
            json.writeEndArray();
            json.writeArrayFieldStart("rows");
            for (List<Text> row : table.rows()) {
                json.writeStartArray();
                writeAll(json, row);
                json.writeEndArray();
            }
            json.writeEndArray();
        } else if (section instanceof Section.Prose prose) {
            json.writeStringField("type", "text");
            json.writeStringField("title", title);
            json.writeStringField("text", reader.say(prose.text()));
        } else if (section instanceof Section.Log log) {
            begin(json, "log", title, "lines");
            for (LogLine line : log.lines()) {
                json.writeStartObject();
                if (line.time() != null) {
                    json.writeStringField("time", line.time().toString());
                }
                json.writeStringField("text", line.text());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static void begin(JsonGenerator json, String type, String title, String array) throws IOException {
        json.writeStringField("type", type);
        json.writeStringField("title", title);
        json.writeArrayFieldStart(array);
    }

    private void writeAll(JsonGenerator json, List<Text> texts) throws IOException {
        for (Text text : texts) {
            json.writeString(reader.say(text));
        }
    }

    private String joined(List<Text> texts) {
        return String.join("  ", texts.stream().map(reader::say).toList());
    }
}
