/** The components that are read from time to time from {@code /proc} and {@code /sys}. */
@NullMarked
package org.hinoban.host.internal.scan;

import org.jspecify.annotations.NullMarked;
