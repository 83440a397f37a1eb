package org.hinoban.host.internal.service;

import org.hinoban.host.internal.Baseline;
import org.hinoban.host.internal.Processes;

/**
 * The process that a file named when its service was last seen to run. The kernel gives the number of a process that has
 * ended to another one after a while, and the file of a service that was killed still tells it.
 */
final class LastSeen {
    private final Baseline baseline;
    private final String key;

    LastSeen(Baseline baseline, String key) {
        this.baseline = baseline;
        this.key = key;
    }

    /** @param written when the file was; empty where there is none */
    void keep(Processes.One main, String written) {
        if (written.isEmpty()) {
            baseline.remove(key);
        } else {
            baseline.put(key, main.pid() + " " + main.started() + " " + written);
        }
    }

    /** Whether another process has got the number: the file was not written since, and the process is not the one of then. */
    boolean isOnlyTheNumberOf(Processes.One found, String written) {
        String[] seen = baseline.get(key).orElse("").split(" ");
        return seen.length == 3
                && seen[0].equals(Long.toString(found.pid()))
                && !seen[1].equals(Long.toString(found.started()))
                && seen[2].equals(written);
    }
}
