package org.hinoban.api.measure;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Tells what a bundle has measured. Registered as a service. */
@ConsumerType
@FunctionalInterface
public interface MeasureSource {
    /**
     * The measures as they stand now. Called for each scrape, on a thread of the core's, never twice at a time. Who takes
     * longer than 2 s or throws is left out of that scrape; so it answers from memory or with queries whose cost does not
     * grow with what is stored.
     */
    List<Measure> measures() throws InterruptedException;
}
