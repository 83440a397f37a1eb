package org.hinoban.localization.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hinoban.api.text.Text;
import org.hinoban.localization.Localizer;

/** Renders with the words of whatever bundle the text names. */
final class TextRenderer implements Localizer {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d{1,3})\\}");
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
        Matcher place = PLACE.matcher(pattern);
        StringBuilder filled = new StringBuilder();
        while (place.find()) {
            int index = Integer.parseInt(place.group(1));
            String value = index < arguments.size() ? local(arguments.get(index), language, zone) : place.group();
            place.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return place.appendTail(filled).toString();
    }

    private static String local(String argument, Locale language, ZoneId zone) {
        if (!INSTANT.matcher(argument).matches()) {
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
