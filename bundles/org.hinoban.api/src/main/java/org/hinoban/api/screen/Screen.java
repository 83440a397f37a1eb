package org.hinoban.api.screen;

import java.util.List;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * What an entry shows.
 *
 * @param state the state of what the screen is about; null if it has none. The core worsens it to what is known
 * @param actions what can be done here, the most likely first: paths of registered actions
 */
public record Screen(Text title, @Nullable State state, List<Section> sections, List<Offer> actions) {
    public Screen {
        sections = List.copyOf(sections);
        actions = List.copyOf(actions);
    }

    /**
     * An action offered on a screen. Its label, role and whether it asks first are those that the action declared.
     *
     * @param path the path of the action, such as {@code /software/service/nginx/restart}
     */
    public record Offer(String path) {}
}
