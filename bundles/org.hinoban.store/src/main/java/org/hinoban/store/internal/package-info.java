/** Transactions, migrations and dialects over the one data source. */
@NullMarked
package org.hinoban.store.internal;

import org.jspecify.annotations.NullMarked;
