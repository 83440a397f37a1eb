package org.hinoban.incident.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hinoban.api.fault.Kind;

/** A kind with its arguments, within bounds: both may come from a hostile server. */
record Saying(Kind kind, Map<String, String> arguments) {
    private static final String BUNDLE = "org.hinoban.incident";
    private static final int MAX_ARGUMENTS = 20;
    private static final int MAX_LENGTH = 500;
    private static final int MAX_NAME_LENGTH = 200;

    /** What a component gets that a full report no longer lists. */
    static final Saying NORMAL_AGAIN = new Saying(new Kind(BUNDLE, "component.normal", List.of()), Map.of());

    Saying {
        arguments = Map.copyOf(arguments);
    }

    static Saying bounded(Kind kind, Map<String, String> arguments) {
        if (kind.bundle().length() > MAX_NAME_LENGTH
                || kind.parameters().size() > MAX_ARGUMENTS
                || kind.parameters().stream().anyMatch(parameter -> parameter.length() > MAX_NAME_LENGTH)) {
            throw new IllegalArgumentException("The kind " + kind.name() + " is too long");
        }
        // what is no parameter has no place in the words
        Map<String, String> kept = new TreeMap<>();
        for (String parameter : kind.parameters()) {
            String argument = arguments.get(parameter);
            if (argument != null) {
                kept.put(parameter, clean(argument));
            }
        }
        return new Saying(kind, kept);
    }

    static Saying acknowledged(String user) {
        return bounded(new Kind(BUNDLE, "incident.acknowledged", List.of("user")), Map.of("user", user));
    }

    static Saying read(ResultSet row) throws SQLException {
        Kind kind = new Kind(
                row.getString("kind_bundle"),
                row.getString("kind_name"),
                TabSeparated.split(row.getString("parameters")));
        List<String> pairs = TabSeparated.split(row.getString("arguments"));
        Map<String, String> arguments = new TreeMap<>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            arguments.put(pairs.get(i), pairs.get(i + 1));
        }
        return new Saying(kind, arguments);
    }

    String parameterColumn() {
        return TabSeparated.join(kind.parameters());
    }

    String argumentColumn() {
        List<String> pairs = new ArrayList<>();
        new TreeMap<>(arguments).forEach((name, value) -> {
            pairs.add(name);
            pairs.add(value);
        });
        return TabSeparated.join(pairs);
    }

    private static String clean(String argument) {
        String cut = argument.length() <= MAX_LENGTH ? argument : argument.substring(0, MAX_LENGTH - 1) + "…";
        return cut.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
