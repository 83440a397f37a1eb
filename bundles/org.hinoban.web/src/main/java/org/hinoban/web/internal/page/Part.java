package org.hinoban.web.internal.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hinoban.api.server.State;
import org.jspecify.annotations.Nullable;

/** One part of a page; each kind has one template. */
public sealed interface Part {
    /** The heading; empty for none. */
    default String title() {
        return "";
    }

    /** A numbered list of ways on; {@code next} leads to those that follow, null on the last page. */
    record Choices(String title, List<Row> rows, @Nullable Link next) implements Part {
        public Choices(String title, List<Row> rows) {
            this(title, rows, null);
        }
    }

    /**
     * A field that finds something in a long list, by GET.
     *
     * @param label what is found
     * @param url of the list
     * @param name of the parameter
     * @param value what was looked for; empty at first
     */
    record Search(String label, String url, String name, String value) implements Part {}

    /**
     * One way on.
     *
     * @param detail what matters now; empty for none
     * @param href where it leads; empty if nowhere
     * @param path of the item, as a URL
     * @param state null for what has none
     */
    record Row(
            String label,
            String detail,
            String href,
            String path,
            @Nullable State state) {
        /** A row without a state that leads somewhere. */
        public Row(String label, String detail, String href) {
            this(label, detail, href, href, null);
        }
    }

    /** Names and values. */
    record Facts(String title, List<Line> lines) implements Part {}

    record Line(String label, String value) {}

    /** Rows and columns; {@code next} leads to the following page, empty on the last. */
    record Table(String title, List<String> columns, List<List<String>> rows, String next) implements Part {}

    /** Lines of a log. */
    record Log(String title, List<Entry> lines) implements Part {}

    /** What happened when; {@code next} leads to the following page, empty on the last. */
    record Timeline(String title, List<Entry> entries, String next) implements Part {
        public Timeline(String title, List<Entry> entries) {
            this(title, entries, "");
        }
    }

    /**
     * One line with its time.
     *
     * @param iso the time for machines; empty if none is known
     * @param clock the time for the reader
     */
    record Entry(String iso, String clock, String text) {}

    /** Prose with its line breaks. */
    record Prose(String title, List<Span> spans, boolean soft) implements Part {
        public static Prose of(String text) {
            return titled("", text);
        }

        public static Prose titled(String title, String text) {
            return new Prose(title, List.of(new Span(text, "")), false);
        }

        /** What needs to be read only once. */
        public static Prose soft(String text) {
            return new Prose("", List.of(new Span(text, "")), true);
        }
    }

    /** A piece of prose; {@code href} is empty for plain text. */
    record Span(String text, String href) {}

    /** What an action came to; read out on a page that is open. */
    record Verdict(String text) implements Part {}

    /** Names and nothing else. */
    record Names(String title, List<String> names, String none) implements Part {}

    /** What can be done here: the main deed first. */
    record Buttons(List<Deed> deeds) implements Part {}

    /** Ways on, below the buttons; {@code main} makes the first the main one of a page that has no button. */
    record Links(List<Link> links, boolean main) implements Part {
        public Links(List<Link> links) {
            this(links, false);
        }
    }

    /** Something to be known at once, such as why a login failed. */
    record Alert(String text) implements Part {
        /** The parts of a page, to be gone on with: an alert, or nothing if the text is empty. */
        public static List<Part> first(String text) {
            List<Part> parts = new ArrayList<>();
            if (!text.isEmpty()) {
                parts.add(new Alert(text));
            }
            return parts;
        }
    }

    /** Something to be known, at leisure. */
    record Note(String text) implements Part {}

    /**
     * The fields of a login.
     *
     * @param fields the hidden ones: where to go on, and what a form held whose session had ended
     */
    record Login(String user, Map<String, String> fields) implements Part {}

    /**
     * A form with fields to fill in. One with a secret has a field called {@link #SECRET}: by that it is known where it
     * arrives without its session, and nothing of it is shown again.
     *
     * @param hidden its hidden fields
     * @param button what its button says
     * @param weight of the button
     */
    record Form(
            String title, String url, Map<String, String> hidden, List<Field> fields, String button, Deed.Weight weight)
            implements Part {
        public static final String SECRET = "password";

        public Form {
            if (fields.stream().anyMatch(field -> field.input().isSecret())
                    && fields.stream().noneMatch(field -> field.name().equals(SECRET))) {
                throw new IllegalArgumentException("No field of the form to " + url + " is called " + SECRET);
            }
        }
    }

    /**
     * One field of a form.
     *
     * @param name of the parameter, and on its page the only one of that name
     * @param value what it holds at first
     * @param options for {@link Input#CHOICE}: the values and what they are called
     */
    record Field(String name, String label, Input input, String value, Map<String, String> options) {
        public Field(String name, String label, Input input) {
            this(name, label, input, "", Map.of());
        }
    }

    /** How a field is filled in. */
    enum Input {
        /** Something that no keyboard may correct. */
        NAME,
        /** A password of the visitor's own. */
        PASSWORD,
        /** A password that the visitor is about to have. */
        NEW_PASSWORD,
        /** A password for somebody else, to be told: it is seen while it is typed. */
        TOLD_PASSWORD,
        /** One of several values. */
        CHOICE;

        boolean isSecret() {
            return this == PASSWORD || this == NEW_PASSWORD || this == TOLD_PASSWORD;
        }
    }
}
