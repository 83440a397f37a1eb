package org.hinoban.api.menu;

import java.util.Optional;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.ManagedServer;
import org.osgi.annotation.versioning.ProviderType;

/** What is to be opened, and for whom. */
@ProviderType
public interface MenuRequest {
    /** @throws IllegalStateException if the entry belongs to the site, not to a server */
    ManagedServer server();

    /** The whole path as it was asked for, such as {@code /software/service/nginx}. */
    String path();

    /**
     * The raw name that stands in a segment in braces.
     *
     * @throws IllegalArgumentException if the entry's path has no such segment
     */
    String variable(String name);

    /** A parameter of the query; the first if there are several. */
    Optional<String> parameter(String name);

    /** The user ID. */
    String user();

    Role role();

    /** Until when the answer is waited for. */
    Deadline deadline();
}
