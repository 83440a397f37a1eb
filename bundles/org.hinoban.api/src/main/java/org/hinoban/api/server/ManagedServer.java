package org.hinoban.api.server;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** One server that the manager knows. */
@ProviderType
public interface ManagedServer {
    /** The pattern of {@link #id()}: it stands in URLs and configuration as it is. */
    String ID_PATTERN = "[a-z0-9][a-z0-9._-]{0,62}";

    String id();

    /** What people call it; the id if nobody named it. */
    String name();

    Map<String, String> labels();

    /**
     * The best way to a group of operations, or nothing if no connector offers it now. Take it afresh for each request:
     * connectors come and go.
     */
    <C extends Capability> Optional<C> capability(Class<C> type);
}
