package org.hinoban.itests.fleet;

/** How large the fleet is. */
@interface FleetConfig {
    int servers();

    /** In all, spread evenly over the servers. */
    int faults();

    /** How many report at the same time. */
    int writers() default 1;

    /** The file for what it took. */
    String result();
}
