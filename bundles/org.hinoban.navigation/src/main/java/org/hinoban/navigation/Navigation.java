package org.hinoban.navigation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.menu.Role;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.incident.EventLog;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Collects what bundles contribute and opens and performs it for front ends: authorises, keeps third-party code off the
 * caller's thread, marks what is abnormal, takes the lease, audits.
 */
@ProviderType
public interface Navigation {
    /** How long a handler is waited for. */
    Duration PATIENCE = Duration.ofSeconds(10);

    /** The categories of a server that the role may open, drawn from service properties alone. */
    List<MenuItem> menu(String server, Role role);

    /** The entries of the site that the role may open, in their order. */
    List<MenuItem> site(Role role);

    /**
     * Opens an entry.
     *
     * @param server null for an entry of the site
     * @param parameters of the query
     */
    Outcome open(Visitor visitor, @Nullable String server, String path, Map<String, String> parameters)
            throws InterruptedException;

    /** The action at a path as it can be offered now; empty if there is none that the role may do. */
    Optional<OfferedAction> action(String server, String path, Role role);

    /**
     * Opens the page of what an action is about, before somebody is asked about it.
     *
     * @return that it is gone, in the words of its page; empty if it is there, has no page or cannot be asked
     */
    Optional<Outcome.NotFound> gone(Visitor visitor, String server, String path) throws InterruptedException;

    /** What may help a component against a kind of fault, most likely first; only what is registered now and the role may do. */
    List<OfferedAction> remedies(String server, ComponentPath component, Kind kind, Role role);

    /** Does an action once for its id. Waits for the action itself up to the patience, not for the proof that it holds. */
    Performance perform(Visitor visitor, String server, String path, Attempt attempt) throws InterruptedException;

    /** What became of an attempt. */
    Optional<Execution> execution(String id);

    /** The latest finished execution for an incident; the stopwatch ends with it. */
    Optional<Execution> repair(String incident);

    /** Whether a path below a server leads to a page, whoever may open it. */
    boolean hasPage(String path);

    /** All that was registered, refused ones included. */
    List<Contribution> contributions();

    /** What went wrong with bundles since the manager started, by bundle; counted here, kept in the log. */
    List<Trouble> troubles();

    /** How many threads of a bundle still work on what nobody waits for any more; only bundles that have some. */
    Map<String, Integer> stuckThreads();

    /** Calls back when contributions come or go or an execution goes on; on a foreign thread: return at once. */
    EventLog.Subscription onChange(Runnable listener);
}
