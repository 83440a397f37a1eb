package org.hinoban.api.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hinoban.api.text.Text;

/**
 * What sort of thing was observed. Its words stand in the l10n resources of its bundle under
 * {@code kind.NAME.title} (<i>webshop stopped</i>), {@code kind.NAME.content} (the observed facts) and
 * {@code kind.NAME.advice} (what to do), where {@code {0}} is the component's own name and {@code {1}} onwards are the
 * arguments in the order of {@link #parameters()}.
 *
 * @param bundle the symbolic name of the bundle that has the words
 * @param name such as {@code service.failed}; {@code [a-z0-9.-]}, at most 64 characters
 * @param parameters the names of the arguments in the order of their places in the words
 */
public record Kind(String bundle, String name, List<String> parameters) {
    public Kind {
        parameters = List.copyOf(parameters);
        if (!name.matches("[a-z0-9.-]{1,64}")) {
            throw new IllegalArgumentException("Not the name of a kind: " + name);
        }
    }

    /** The words for a part: {@code title}, {@code content} or {@code advice}. */
    public Text text(String part, String componentName, Map<String, String> arguments) {
        List<String> places = new ArrayList<>();
        places.add(componentName);
        parameters.forEach(parameter -> places.add(arguments.getOrDefault(parameter, "?")));
        return new Text(bundle, "kind." + name + "." + part, places, name + ": {0}");
    }
}
