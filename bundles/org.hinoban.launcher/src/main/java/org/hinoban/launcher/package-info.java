/** Prepares the data folder of one manager, then starts Karaf in this process with everything it writes kept there. */
@NullMarked
package org.hinoban.launcher;

import org.jspecify.annotations.NullMarked;
