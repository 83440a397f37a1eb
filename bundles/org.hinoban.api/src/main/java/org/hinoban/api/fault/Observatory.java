package org.hinoban.api.fault;

import org.osgi.annotation.versioning.ProviderType;

/** Takes in what connectors observe. */
@ProviderType
public interface Observatory {
    /**
     * Takes in one report. When this returns, what follows from it is forced to disk. Waits for its turn at most 15 s. The
     * reports of one source come one after another, in their order.
     *
     * @throws NotStoredException if it could not be stored; the source keeps it and tries again later
     */
    void accept(Report report) throws NotStoredException, InterruptedException;
}
