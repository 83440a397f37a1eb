/** The audit log in rows. */
@NullMarked
package org.hinoban.audit.internal;

import org.jspecify.annotations.NullMarked;
