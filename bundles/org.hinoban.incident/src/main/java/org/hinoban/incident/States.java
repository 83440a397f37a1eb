package org.hinoban.incident;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.State;
import org.osgi.annotation.versioning.ProviderType;

/** The components that are not normal now, in memory, fed from what was stored. Never blocks. */
@ProviderType
public interface States {
    /** The worst of a whole server; unknown, not normal, for a server whose connector has reported nothing yet. */
    State of(String server);

    /** The worst at or below a path of a server, such as {@code software}. */
    State of(String server, ComponentPath path);

    /** As {@link #notNormal(String)}, at or below a path. */
    List<Condition> notNormal(String server, ComponentPath path);

    /** What is not normal on a server: worst first, then what a drill pretends behind the rest, then oldest first. */
    List<Condition> notNormal(String server);

    Optional<Condition> condition(String server, ComponentPath component);

    /** Calls back with the server's id after each change, on the committing thread: return at once. */
    EventLog.Subscription onChange(Consumer<String> listener);
}
