package org.hinoban.api.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that is put into the reader's language when it is read, not when it is made.
 *
 * @param bundle the symbolic name of the bundle whose {@code OSGI-INF/l10n/bundle*.properties} hold the text; empty for a
 *     text that is the same in every language
 * @param key the key there; empty for a text that is the same in every language
 * @param arguments what the places {@code {0}}, {@code {1}} and so on of the text hold, as in
 *     {@link java.text.MessageFormat} without formats. An argument that is an ISO instant (such as
 *     {@code 2026-11-22T03:12:07Z}) is shown in the reader's time zone
 * @param english the text in English, with the same places; shown when the bundle or the key is gone
 */
public record Text(String bundle, String key, List<String> arguments, String english) {
    /** No text. */
    public static final Text NONE = plain("");

    private static final Pattern PLACE = Pattern.compile("\\{(\\d{1,3})}");

    public Text {
        arguments = List.copyOf(arguments);
    }

    /** A text that is the same in every language: a name, a number, a command's output. */
    public static Text plain(String text) {
        return new Text("", "", List.of(), text);
    }

    /** A text of a bundle's own resources. */
    public static Text of(String bundle, String key, String english, Object... arguments) {
        return new Text(
                bundle, key, List.of(arguments).stream().map(String::valueOf).toList(), english);
    }

    /** In English with its places filled, for logs, programs, and where one text becomes a part of another. */
    public String inEnglish() {
        return PLACE.matcher(english).replaceAll(place -> {
            int number = Integer.parseInt(place.group(1));
            return Matcher.quoteReplacement(number < arguments.size() ? arguments.get(number) : place.group());
        });
    }

    public boolean isEmpty() {
        return english.isEmpty();
    }
}
