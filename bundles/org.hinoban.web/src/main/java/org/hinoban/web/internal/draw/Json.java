package org.hinoban.web.internal.draw;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hinoban.api.health.Vitals;
import org.hinoban.api.server.State;
import org.hinoban.web.internal.page.Deed;
import org.hinoban.web.internal.page.Frame;
import org.hinoban.web.internal.page.Link;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Part;
import org.jspecify.annotations.Nullable;

/** Draws pages and answers for programs. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    public static byte[] page(Page page, Frame frame) {
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("title", page.title());
            state(json, page.state());
            if (!page.path().isEmpty()) {
                json.writeStringField("path", page.path());
            }
            strings(json, "lines", page.lines());
            strings(json, "notices", frame.notices());
            json.writeArrayFieldStart("sections");
            for (Part part : page.parts()) {
                section(json, part);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("actions");
            Stream<Deed> asked = frame.asks().stream().flatMap(ask -> Stream.of(ask.grant(), ask.refuse()));
            Stream<Deed> offered = page.parts().stream()
                    .flatMap(part -> part instanceof Part.Buttons buttons ? buttons.deeds().stream() : Stream.empty());
            for (Deed deed : Stream.concat(offered, asked).toList()) {
                deed(json, deed);
            }
            for (Part part : page.parts()) {
                if (part instanceof Part.Form form) {
                    form(json, form);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** @param result {@code done}, {@code job} or {@code refused} */
    public static byte[] answer(String result, String message, @Nullable State state, String job) {
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("result", result);
            json.writeStringField("message", message);
            state(json, state);
            if (!job.isEmpty()) {
                json.writeStringField("job", job);
            }
            json.writeEndObject();
        });
    }

    /** Whether who asks is a program: a browser, whatever else it takes, takes a page. */
    public static boolean isWanted(@Nullable String accept) {
        return accept != null && accept.contains("application/json") && !accept.contains("text/html");
    }

    /** An error, by the word that belongs to its status. */
    public static byte[] error(int status, String message, String reference) {
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("error", word(status));
            json.writeStringField("message", message);
            json.writeStringField("reference", reference);
            json.writeEndObject();
        });
    }

    private static String word(int status) {
        return switch (status) {
            case 401, 403 -> "forbidden";
            case 404 -> "not-found";
            case 503 -> "busy";
            case 504 -> "timeout";
            default -> status < 500 ? "refused" : "broken";
        };
    }

    /** @param inFull whether it says what was seen of each part */
    public static byte[] health(List<Vitals.Part> parts, boolean inFull) {
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("status", parts.stream().allMatch(Vitals.Part::isSound) ? "ok" : "not-sound");
            json.writeArrayFieldStart("parts");
            for (Vitals.Part part : parts) {
                json.writeStartObject();
                json.writeStringField("name", part.name());
                json.writeStringField("state", part.state().word());
                if (inFull) {
                    json.writeStringField("message", part.text().inEnglish());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void section(JsonGenerator json, Part part) throws IOException {
        if (part instanceof Part.Choices choices) {
            start(json, "choices", part);
            json.writeArrayFieldStart("items");
            for (Part.Row row : choices.rows()) {
                json.writeStartObject();
                json.writeStringField("label", row.label());
                json.writeStringField("detail", row.detail());
                json.writeStringField("path", row.path());
                if (!row.href().equals(row.path())) {
                    json.writeStringField("href", row.href());
                }
                state(json, row.state());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (choices.next() != null) {
                json.writeStringField("next", choices.next().href());
            }
            json.writeEndObject();
        } else if (part instanceof Part.Links links) {
            start(json, "choices", part);
            json.writeArrayFieldStart("items");
            for (Link link : links.links()) {
                json.writeStartObject();
                json.writeStringField("label", link.label());
                json.writeStringField("path", link.href());
                json.writeEndObject();
            }
            end(json);
        } else if (part instanceof Part.Facts facts) {
            start(json, "facts", part);
            json.writeArrayFieldStart("facts");
            for (Part.Line line : facts.lines()) {
                json.writeStartObject();
                json.writeStringField("label", line.label());
                json.writeStringField("value", line.value());
                json.writeEndObject();
            }
            end(json);
        } else if (part instanceof Part.Table table) {
            table(json, table.columns(), table.rows(), part, table.next());
        } else if (part instanceof Part.Names names) {
            table(json, List.of(""), names.names().stream().map(List::of).toList(), part, "");
        } else if (part instanceof Part.Log log) {
            lines(json, log.lines(), part, "");
        } else if (part instanceof Part.Timeline timeline) {
            lines(json, timeline.entries(), part, timeline.next());
        } else if (part instanceof Part.Prose prose) {
            text(
                    json,
                    part,
                    String.join("", prose.spans().stream().map(Part.Span::text).toList()));
        } else if (part instanceof Part.Verdict verdict) {
            text(json, part, verdict.text());
        } else if (part instanceof Part.Alert alert) {
            text(json, part, alert.text());
        } else if (part instanceof Part.Note note) {
            text(json, part, note.text());
        }
    }

    private static void text(JsonGenerator json, Part part, String text) throws IOException {
        start(json, "text", part);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static void table(JsonGenerator json, List<String> columns, List<List<String>> rows, Part part, String next)
            throws IOException {
        start(json, "table", part);
        strings(json, "columns", columns);
        json.writeArrayFieldStart("rows");
        for (List<String> row : rows) {
            json.writeStartArray();
            for (String cell : row) {
                json.writeString(cell);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        if (!next.isEmpty()) {
            json.writeStringField("next", next);
        }
        json.writeEndObject();
    }

    private static void lines(JsonGenerator json, List<Part.Entry> lines, Part part, String next) throws IOException {
        start(json, "log", part);
        json.writeArrayFieldStart("lines");
        for (Part.Entry line : lines) {
            json.writeStartObject();
            if (!line.iso().isEmpty()) {
                json.writeStringField("time", line.iso());
            }
            json.writeStringField("text", line.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (!next.isEmpty()) {
            json.writeStringField("next", next);
        }
        json.writeEndObject();
    }

    private static void deed(JsonGenerator json, Deed deed) throws IOException {
        json.writeStartObject();
        json.writeStringField("label", deed.label());
        json.writeStringField("url", deed.url());
        json.writeObjectFieldStart("fields");
        for (Map.Entry<String, String> field : deed.fields().entrySet()) {
            json.writeStringField(field.getKey(), field.getValue());
        }
        json.writeEndObject();
        json.writeBooleanField("confirm", deed.confirm());
        json.writeBooleanField("destructive", deed.destructive());
        json.writeEndObject();
    }

    /** With the fields to fill in among the others, as they are at first. */
    private static void form(JsonGenerator json, Part.Form form) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>(form.hidden());
        form.fields().forEach(field -> fields.put(field.name(), field.value()));
        deed(json, new Deed(form.button(), form.url(), fields, Deed.Weight.MAIN, false, false));
    }

    private static void start(JsonGenerator json, String type, Part part) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
        json.writeStringField("title", part.title());
    }

    private static void end(JsonGenerator json) throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
    }

    private static void state(JsonGenerator json, @Nullable State state) throws IOException {
        if (state != null) {
            json.writeStringField("state", state.word());
        }
    }

    private static byte[] write(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @FunctionalInterface
    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }
}
