/** Watches this machine, hands what it sees to the core without losing any of it, and is the way to operate it. */
@NullMarked
package org.hinoban.connector.local.internal;

import org.jspecify.annotations.NullMarked;
