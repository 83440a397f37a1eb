package org.hinoban.navigation;

import java.util.Map;
import org.hinoban.api.server.State;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's wish to have an action done.
 *
 * @param id made when the form was drawn; the same id is done once
 * @param expected the state that it was decided on
 * @param lease the fencing token that the form was drawn with; null if the visitor held no lease then
 * @param confirmed whether the question was answered with yes
 * @param fields all fields of the form
 */
public record Attempt(String id, State expected, @Nullable Long lease, boolean confirmed, Map<String, String> fields) {
    public Attempt {
        fields = Map.copyOf(fields);
    }
}
