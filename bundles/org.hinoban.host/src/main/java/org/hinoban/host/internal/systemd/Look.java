package org.hinoban.host.internal.systemd;

/**
 * A unit at one moment.
 *
 * @param asked what had been asked for it by then
 */
record Look(Unit unit, Asked asked) {}
