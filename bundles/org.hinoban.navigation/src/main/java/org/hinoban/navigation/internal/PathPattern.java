package org.hinoban.navigation.internal;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hinoban.api.server.ComponentPath;

/**
 * A contributed path. Where two match, the one that is literal earlier wins.
 *
 * @param segments as they are declared; one in braces matches any
 */
record PathPattern(List<String> segments) {
    /** The literal ones first, from the left. */
    static final Comparator<PathPattern> MOST_LITERAL_FIRST =
            Comparator.comparing((PathPattern pattern) -> pattern.shape());

    PathPattern {
        segments = List.copyOf(segments);
    }

    /** @throws IllegalArgumentException if it is no path; the message tells why */
    static PathPattern of(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path does not begin with /");
        }
        List<String> segments = List.of(path.substring(1).split("/", -1));
        if (segments.size() > ComponentPath.MAX_SEGMENTS) {
            throw new IllegalArgumentException("the path has more than " + ComponentPath.MAX_SEGMENTS + " segments");
        }
        Set<String> names = new HashSet<>();
        for (String segment : segments) {
            if (!isVariable(segment)) {
                ComponentPath.decode(segment);
            } else if (!segment.matches("\\{[a-z][A-Za-z0-9]*}") || !names.add(segment)) {
                throw new IllegalArgumentException("the path has a bad or repeated name in braces: " + segment);
            }
        }
        if (isVariable(segments.get(0))) {
            throw new IllegalArgumentException("the path begins with a name in braces");
        }
        return new PathPattern(segments);
    }

    /** The same for all patterns that match the same paths; sorts literal segments before others. */
    String shape() {
        // ~ alone is no segment, and sorts behind all
        return String.join(
                "/", segments.stream().map(s -> isVariable(s) ? "~" : s).toList());
    }

    String first() {
        return segments.get(0);
    }

    String last() {
        return segments.get(segments.size() - 1);
    }

    boolean isCategory() {
        return segments.size() == 1;
    }

    /** The raw names in the braces, in their order; empty if the path is not of this pattern. */
    Optional<Map<String, String>> match(String path) {
        return path.startsWith("/") ? match(List.of(path.substring(1).split("/", -1)), segments) : Optional.empty();
    }

    /** Whether what stands before the last segment matches a component. */
    boolean isAbout(ComponentPath component) {
        return match(component.segments(), segments.subList(0, segments.size() - 1))
                .isPresent();
    }

    private static Optional<Map<String, String>> match(List<String> actual, List<String> pattern) {
        if (actual.size() != pattern.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < actual.size(); i++) {
            String expected = pattern.get(i);
            if (isVariable(expected)) {
                try {
                    variables.put(expected.substring(1, expected.length() - 1), ComponentPath.decode(actual.get(i)));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            } else if (!expected.equals(actual.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }
}
