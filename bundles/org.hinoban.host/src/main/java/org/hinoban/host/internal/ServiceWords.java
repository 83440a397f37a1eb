package org.hinoban.host.internal;

import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.text.Text;

/** What all services have in common, whoever manages them: their place and the words for what they do. */
public final class ServiceWords {
    public static final ComponentPath BELOW = ComponentPath.of("software", "service");

    private ServiceWords() {}

    public static ComponentPath path(String service) {
        return BELOW.child(service);
    }

    /** A service manager's word in the reader's language. */
    public static Text activity(String word) {
        return Words.text("activity." + word, word);
    }
}
