package org.hinoban.navigation.internal;

import java.time.Duration;
import org.hinoban.navigation.Navigation;

/**
 * How long what is waited for.
 *
 * @param patience for a screen, and of a request for an action
 * @param action until an action is given up; it goes on in the background for as long
 * @param normal until a repaired component must be seen normal
 * @param holds for how long it must stay so
 * @param known until the detector must say so too
 */
record Pace(Duration patience, Duration action, Duration normal, Duration holds, Duration known) {
    static final Pace USUAL = new Pace(
            Navigation.PATIENCE,
            // a service manager waits 90 s for a service that does not end
            Duration.ofSeconds(120),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3));
}
