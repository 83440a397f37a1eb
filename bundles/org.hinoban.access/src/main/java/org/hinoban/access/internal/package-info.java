/** Accounts, sessions and leases as rows, with what each request asks for in memory. */
@NullMarked
package org.hinoban.access.internal;

import org.jspecify.annotations.NullMarked;
