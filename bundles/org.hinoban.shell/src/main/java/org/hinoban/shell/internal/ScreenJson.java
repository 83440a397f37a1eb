package org.hinoban.shell.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.Fact;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.navigation.OfferedAction;
import org.jspecify.annotations.Nullable;

/** Writes a screen of a server as the JSON of its page. */
final class ScreenJson {
    private final Reader reader;
    private final String server;

    /** @param server the path of the server's page, which the paths of its menu stand below */
    ScreenJson(Reader reader, String server) {
        this.reader = reader;
        this.server = server;
    }

    String write(String path, Screen screen, List<OfferedAction> actions) {
        return JsonText.object(json -> {
            json.writeStringField("title", reader.say(screen.title()));
            state(json, screen.state());
            json.writeStringField("path", server + path);
            json.writeArrayFieldStart("sections");
            for (Section section : screen.sections()) {
                json.writeStartObject();
                section(json, section);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("actions");
            for (OfferedAction action : actions) {
                json.writeStartObject();
                json.writeStringField("label", reader.say(action.label()));
                json.writeStringField("url", server + action.path());
                json.writeObjectFieldStart("fields");
                json.writeStringField("expected", action.expected().word());
                json.writeEndObject();
                json.writeBooleanField("confirm", action.confirm());
                json.writeBooleanField("destructive", action.destructive());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private void section(JsonGenerator json, Section section) throws IOException {
        String title = reader.say(section.title());
        if (section instanceof Section.Choices choices) {
            begin(json, "choices", title, "items");
            for (Section.Choice choice : choices.items()) {
                json.writeStartObject();
                json.writeStringField("label", reader.say(choice.label()));
                json.writeStringField("detail", reader.say(choice.detail()));
                json.writeStringField("path", server + choice.path());
                state(json, choice.state());
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
            table(json, title, table);
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

    private void table(JsonGenerator json, String title, Section.Table table) throws IOException {
        begin(json, "table", title, "columns");
        cells(json, table.columns());
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
        for (List<Text> row : table.rows()) {
            json.writeStartArray();
            cells(json, row);
            json.writeEndArray();
        }
        json.writeEndArray();
        if (table.next() != null) {
            json.writeStringField("next", server + table.next());
        }
    }

    private static void begin(JsonGenerator json, String type, String title, String array) throws IOException {
        json.writeStringField("type", type);
        json.writeStringField("title", title);
        json.writeArrayFieldStart(array);
    }

    private void cells(JsonGenerator json, List<Text> texts) throws IOException {
        for (Text text : texts) {
            json.writeString(reader.say(text));
        }
    }

    private static void state(JsonGenerator json, @Nullable State state) throws IOException {
        if (state != null) {
            json.writeStringField("state", state.word());
        }
    }
}
