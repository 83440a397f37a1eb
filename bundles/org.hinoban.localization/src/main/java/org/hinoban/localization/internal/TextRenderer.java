package org.hinoban.localization.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.hinoban.api.text.Text;
import org.hinoban.localization.Localizer;

/** Renders with the words of whatever bundle the text names. */
final class TextRenderer implements Localizer {
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

    private final Function<String, Optional<Words>> bundles;

    /** @param bundles finds the words of a bundle by its symbolic name */
    TextRenderer(Function<String, Optional<Words>> bundles) {
        this.bundles = bundles;
    }

    @Override
    public String render(Text text, Locale language, ZoneId zone) {
        String pattern = text.key().isEmpty()
                ? text.english()
                : bundles.apply(text.bundle())
                        .flatMap(words -> words.find(text.key(), language))
                        .orElse(text.english());
        List<String> arguments = text.arguments();
        return arguments.isEmpty() || pattern.indexOf('{') < 0 ? pattern : fill(pattern, arguments, language, zone);
    }

    private static String fill(String pattern, List<String> arguments, Locale language, ZoneId zone) {
        StringBuilder filled = new StringBuilder(pattern.length() + 32);
        int told = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', open + 1)) {
            int close = pattern.indexOf('}', open);
            int index = close < 0 ? -1 : number(pattern, open + 1, close);
            if (index >= 0 && index < arguments.size()) {
                filled.append(pattern, told, open).append(local(arguments.get(index), language, zone));
                told = close + 1;
            }
        }
        return filled.append(pattern, told, pattern.length()).toString();
    }

    /** The number that stands there in one to three digits, or -1. A page has hundreds of texts: no pattern is matched. */
    private static int number(String text, int from, int to) {
        int number = from < to && to - from <= 3 ? 0 : -1;
        for (int i = from; i < to && number >= 0; i++) {
            char c = text.charAt(i);
            number = c >= '0' && c <= '9' ? number * 10 + c - '0' : -1;
        }
        return number;
    }

    private static String local(String argument, Locale language, ZoneId zone) {
        if (!argument.endsWith("Z") || !INSTANT.matcher(argument).matches()) {
            return argument;
        }
        try {
            return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", language)
                    .format(Instant.parse(argument).atZone(zone));
        } catch (DateTimeException e) {
            return argument;
        }
    }
}
