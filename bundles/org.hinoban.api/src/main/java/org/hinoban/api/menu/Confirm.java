package org.hinoban.api.menu;

/** Whether an action asks before it is done. */
public enum Confirm {
    ALWAYS,
    /** Only while the component is not abnormal: what is down already is repaired with one tap. */
    UNLESS_ABNORMAL,
    NEVER
}
