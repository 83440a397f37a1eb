/** Debian's Monit and Hinoban on the same work. */
@NullMarked
package org.hinoban.itests.bench.monit;

import org.jspecify.annotations.NullMarked;
