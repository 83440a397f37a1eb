package org.hinoban.api.menu;

import java.util.Optional;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Mandate;
import org.osgi.annotation.versioning.ProviderType;

/** What is to be done, on what, in whose name. */
@ProviderType
public interface ActionRequest {
    /** @throws IllegalStateException if the action belongs to the site, not to a server */
    ManagedServer server();

    /** The whole path, such as {@code /software/service/nginx/restart}. */
    String path();

    /**
     * The raw name that stands in a segment in braces.
     *
     * @throws IllegalArgumentException if the action's path has no such segment
     */
    String variable(String name);

    /** A field of the form; the first if there are several. */
    Optional<String> field(String name);

    /** To be handed to the capability that carries it out. */
    Mandate mandate();
}
