/** How reports become conditions, incidents and events, in rows and in memory. */
@NullMarked
package org.hinoban.incident.internal;

import org.jspecify.annotations.NullMarked;
