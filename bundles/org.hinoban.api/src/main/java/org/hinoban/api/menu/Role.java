package org.hinoban.api.menu;

/** What a person may do. Each role may do all that the ones before it may. */
public enum Role {
    /** Looks, and says who takes an incident. */
    VIEWER,
    /** Operates servers. */
    OPERATOR,
    /** Administers the manager. */
    ADMIN;

    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }
}
