/** How much memory and processor time a manager takes that has nothing to do, or had much to do. */
@NullMarked
package org.hinoban.itests.bench.memory;

import org.jspecify.annotations.NullMarked;
