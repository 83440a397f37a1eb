package org.hinoban.menu.hardware.internal;

import org.hinoban.api.text.Text;

/** The texts of this bundle. */
final class Words {
    private static final String BUNDLE = "org.hinoban.menu.hardware";

    private Words() {}

    static Text text(String key, String english, Object... arguments) {
        return Text.of(BUNDLE, key, english, arguments);
    }

    /** The name of a group, such as {@code cpu}; the word itself for one that is not known here. */
    static Text kind(String kind) {
        return switch (kind) {
            case "cpu" -> text("kind.cpu", "Processors");
            case "memory" -> text("kind.memory", "Memory");
            case "disk" -> text("kind.disk", "Disks");
            case "network" -> text("kind.network", "Network interfaces");
            default -> Text.plain(kind);
        };
    }
}
