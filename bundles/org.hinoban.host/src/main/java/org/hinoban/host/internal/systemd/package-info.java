/** The services of systemd: watched over the system bus, judged, operated, and their lines in the journal. */
@NullMarked
package org.hinoban.host.internal.systemd;

import org.jspecify.annotations.NullMarked;
