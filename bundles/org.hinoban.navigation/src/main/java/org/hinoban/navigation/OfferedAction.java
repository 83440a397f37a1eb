package org.hinoban.navigation;

import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;

/**
 * An action as it can be offered now.
 *
 * @param path such as {@code /software/service/nginx/restart}
 * @param expected the state of the component that an offer is drawn with, and so decided on
 * @param confirm whether it asks first, in that state
 */
public record OfferedAction(
        String server, String path, Text label, Text effect, State expected, boolean confirm, boolean destructive) {}
