package org.hinoban.host.internal.systemd;

/** What was asked of the service manager for a unit last, as far as it is through. */
enum Asked {
    /** Nothing, or nothing is known to be through. */
    NOTHING,
    /** That it ends. */
    TO_END,
    /** That it runs: a start, or a restart, which the service manager asks of itself too. */
    TO_RUN,
    /** Something that was through before it could be asked what it was. */
    SOMETHING,
    /** Nobody knows: nobody has listened since the unit was looked at before. */
    UNHEARD
}
