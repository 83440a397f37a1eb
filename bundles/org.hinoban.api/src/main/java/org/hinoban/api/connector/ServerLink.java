package org.hinoban.api.connector;

import java.util.Optional;
import org.hinoban.api.server.Capability;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to one server. A connector registers one service for each server that it reaches, with the properties of
 * {@link Connects}, and unregisters it when the server is no longer its business; a server that merely does not answer
 * keeps its link.
 */
@ConsumerType
public interface ServerLink {
    /** The connector's implementation of a group of operations, or nothing. Does not block. */
    <C extends Capability> Optional<C> capability(Class<C> type);
}
