package org.hinoban.itests.tools;

/**
 * A bundle in a running manager.
 *
 * @param state as the framework counts it; 32 is active
 * @param modified when it was installed or updated, in milliseconds since 1970
 * @param context what is new after each start: one that was refreshed or restarted has another; empty before the first
 */
public record InstalledBundle(long id, String name, int state, long modified, String context) {
    /** {@code org.osgi.framework.Bundle.ACTIVE}. */
    public static final int ACTIVE = 32;
}
