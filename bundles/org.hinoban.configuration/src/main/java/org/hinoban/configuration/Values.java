package org.hinoban.configuration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.text.Text;

/**
 * The values of one configuration, read one by one.
 *
 * @param name what tells one configuration of a factory from the others, such as {@code night1}; the PID for a singleton
 * @param file what people know it as: the file's name, or the PID where there is no file
 */
public record Values(String name, String file, Map<String, String> raw) {
    static final String BUNDLE = "org.hinoban.configuration";

    public Values {
        raw = Map.copyOf(raw);
    }

    /** The value without surrounding blanks; empty if there is none. */
    public Optional<String> get(String key) {
        return Optional.ofNullable(raw.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    public String get(String key, String otherwise) {
        return get(key).orElse(otherwise);
    }

    public String required(String key) throws BadValueException {
        Optional<String> value = get(key);
        if (value.isEmpty()) {
            throw new BadValueException(Text.of(BUNDLE, "missing", "{0}: {1} is missing", file, key));
        }
        return value.get();
    }

    public int number(String key, int otherwise, int least, int most) throws BadValueException {
        Optional<String> value = get(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, like a number out of its range
        }
        throw new BadValueException(Text.of(
                BUNDLE,
                "number",
                "{0}: {1} = {2} is not a number from {3} to {4}",
                file,
                key,
                value.get(),
                least,
                most));
    }

    public String choice(String key, String otherwise, List<String> choices) throws BadValueException {
        String value = get(key, otherwise);
        if (!choices.contains(value)) {
            throw new BadValueException(Text.of(
                    BUNDLE, "choice", "{0}: {1} = {2} is none of: {3}", file, key, value, String.join(", ", choices)));
        }
        return value;
    }

    /** The parts of a list separated by commas, without blanks around them. */
    public List<String> list(String key) {
        return get(key).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** The same with these keys alone. */
    public Values only(String... keys) {
        Map<String, String> some = new HashMap<>(raw);
        some.keySet().retainAll(List.of(keys));
        return new Values(name, file, some);
    }

    /** For what only its reader can judge, such as an address. */
    public BadValueException unusable(String key) {
        return new BadValueException(
                Text.of(BUNDLE, "unusable", "{0}: {1} = {2} cannot be used", file, key, raw.getOrDefault(key, "")));
    }
}
