package org.hinoban.navigation;

import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * One category of a server's operation menu.
 *
 * @param path such as {@code /software}
 * @param detail the worst fault below it, or what the entry says of itself
 * @param state the worst of the components below; null for a category that no component belongs to
 * @param bundle the symbolic name of the bundle that contributed it
 */
public record MenuItem(
        String path, Text label, Text detail, @Nullable State state, String bundle) {}
