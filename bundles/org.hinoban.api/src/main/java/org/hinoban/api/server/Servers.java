package org.hinoban.api.server;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The directory of servers. */
@ProviderType
public interface Servers {
    /** All servers in the order of their ids. */
    List<ManagedServer> all();

    Optional<ManagedServer> find(String id);
}
