package org.hinoban.store.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hinoban.store.BackupException;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says it holds.
 *
 * @param data the data folder that it was made of, which files may name
 * @param scripts the migrations that make the tables, in their order
 */
record Manifest(
        String version,
        String made,
        String database,
        String data,
        List<Script> scripts,
        List<Part> tables,
        List<Part> files) {
    static final String ENTRY = "manifest.json";
    static final JsonFactory JSON = new JsonFactory();
    private static final String PRODUCT = "hinoban";
    private static final long FORMAT = 1;

    /** An entry of the archive, with its rows if it is a table. */
    record Part(String entry, String name, long rows, String checksum) {}

    /** A migration that was applied. */
    record Script(String bundle, int number, String name, String checksum, String text) {}

    long rows() {
        return tables.stream().mapToLong(Part::rows).sum();
    }

    void write(OutputStream out) throws IOException {
        JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writeStringField("product", PRODUCT);
        json.writeNumberField("format", FORMAT);
        json.writeStringField("version", version);
        json.writeStringField("made", made);
        json.writeStringField("database", database);
        json.writeStringField("data", data);
        parts(json, "tables", tables);
        parts(json, "files", files);
        json.writeArrayFieldStart("migrations");
        for (Script script : scripts) {
            json.writeStartObject();
            json.writeStringField("bundle", script.bundle);
            json.writeNumberField("number", script.number);
            json.writeStringField("name", script.name);
            json.writeStringField("checksum", script.checksum);
            json.writeStringField("script", script.text);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }

    private static void parts(JsonGenerator json, String name, List<Part> parts) throws IOException {
        json.writeArrayFieldStart(name);
        for (Part part : parts) {
            json.writeStartObject();
            json.writeStringField("entry", part.entry);
            json.writeStringField("name", part.name);
            json.writeNumberField("rows", part.rows);
            json.writeStringField("sha256", part.checksum);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static Manifest read(InputStream in) throws IOException, BackupException {
        Map<String, Object> members;
        try (JsonParser json = JSON.createParser(in)) {
            json.nextToken();
            members = object(value(json));
        }
        if (!PRODUCT.equals(members.get("product"))) {
            throw new BackupException("It is no backup of Hinoban");
        }
        if (!Long.valueOf(FORMAT).equals(members.get("format"))) {
            throw new BackupException(
                    "It was made by a newer version (" + members.get("version") + "): install that one");
        }
        List<Script> scripts = new ArrayList<>();
        for (Object item : list(members.get("migrations"))) {
            Map<String, Object> script = object(item);
            scripts.add(new Script(
                    text(script, "bundle"),
                    (int) number(script, "number"),
                    text(script, "name"),
                    text(script, "checksum"),
                    text(script, "script")));
        }
        return new Manifest(
                text(members, "version"),
                text(members, "made"),
                text(members, "database"),
                text(members, "data"),
                scripts,
                parts(members.get("tables")),
                parts(members.get("files")));
    }

    private static List<Part> parts(@Nullable Object items) throws BackupException {
        List<Part> parts = new ArrayList<>();
        for (Object item : list(items)) {
            Map<String, Object> part = object(item);
            parts.add(new Part(text(part, "entry"), text(part, "name"), number(part, "rows"), text(part, "sha256")));
        }
        return parts;
    }

    private static String text(Map<String, Object> members, String name) throws BackupException {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new BackupException("Its manifest lacks " + name);
    }

    private static long number(Map<String, Object> members, String name) throws BackupException {
        if (members.get(name) instanceof Long number) {
            return number;
        }
        throw new BackupException("Its manifest lacks " + name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable Object value) throws BackupException {
        if (value instanceof Map) {
            return (Map<String, Object>) value;
        }
        throw new BackupException("Its manifest is not understood");
    }

    private static List<?> list(@Nullable Object value) throws BackupException {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new BackupException("Its manifest is not understood");
    }

    /** The value that the parser stands on: a map, a list, text, a number, a truth value or null. */
    static @Nullable Object value(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == null) {
            throw new IOException("It ends too early");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    members.put(name, value(json));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(json));
                }
                yield items;
            }
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IOException("It is not understood at " + json.currentLocation());
        };
    }
}
