/** Asks the parts how they are, writes their measures down, and sends the sign of life. */
@NullMarked
package org.hinoban.health.internal;

import org.jspecify.annotations.NullMarked;
