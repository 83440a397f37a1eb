package org.hinoban.store.internal;

/** What keeps the database from working, as far as a person can do something about it. */
enum Trouble {
    FULL("full", "its disk is full: make room there"),
    BUSY("busy", "somebody else keeps it locked: see what else has its file open"),
    UNREADABLE("unreadable", "its file is damaged or not readable: check its rights, or restore a backup"),
    FAILING("failing", "its disk fails: see the kernel's log, and bring the data folder to another disk"),
    AWAY("away", "it cannot be reached: see org.ops4j.datasource-hinoban.cfg, and whether it runs"),
    UNCONFIGURED("unconfigured", "none is configured: see org.ops4j.datasource-hinoban.cfg");

    /** The end of the key of its words. */
    final String key;

    /** What is wrong and what to try, for the log. */
    final String words;

    Trouble(String key, String words) {
        this.key = key;
        this.words = words;
    }
}
