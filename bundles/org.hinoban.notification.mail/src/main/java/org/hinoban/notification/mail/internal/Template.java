package org.hinoban.notification.mail.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A piece of HTML with places of the form <code>${name}</code>. */
record Template(String html) {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z]+)}");

    /** A resource beside this class. */
    static Template named(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name + ".html")) {
            if (in == null) {
                throw new IllegalArgumentException("No such template: " + name);
            }
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param values HTML; what is text must be {@link #escape escaped} */
    String fill(Map<String, String> values) {
        UnaryOperator<String> value = name -> values.getOrDefault(name, "");
        return PLACE.matcher(html).replaceAll(place -> Matcher.quoteReplacement(value.apply(place.group(1))));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
