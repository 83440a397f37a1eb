package org.hinoban.api.menu;

/** Where an entry or an action belongs. */
public enum Scope {
    /** In the operation menu of every server: its page is {@code /servers/ID} and then the path. */
    SERVER,
    /** To the manager itself: its page is the path. */
    SITE
}
