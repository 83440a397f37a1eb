package org.hinoban.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** By what people's browsers know the pages, registered as a service by whoever serves them. */
@ProviderType
public interface PublicCertificate {
    /** The certificate that is served now; empty on loopback, where there is none. */
    Optional<Served> served();

    /**
     * Makes a fresh self-signed certificate, or reads the operator's files again, and serves it from now on.
     *
     * @throws GeneralSecurityException if it cannot be used; then the one before stays
     */
    Served renew() throws IOException, GeneralSecurityException;

    /**
     * A certificate with its way up.
     *
     * @param chain at least one, the server's own first
     * @param selfSigned whether it was made here
     * @param file where it is read from
     */
    record Served(List<X509Certificate> chain, boolean selfSigned, Path file) {
        public Served {
            chain = List.copyOf(chain);
        }
    }
}
