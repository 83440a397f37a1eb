package org.hinoban.delivery;

import java.net.URI;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where people reach the pages, registered as a service by whoever serves them. It comes from configuration alone, never
 * from a request.
 */
@ProviderType
public interface PublicAddress {
    /** Such as {@code https://hinoban.example.org} or {@code http://127.0.0.1:8181}. */
    URI uri();
}
