/** Many servers with many faults, and many phones that look at them at the same time. */
@NullMarked
package org.hinoban.itests.bench.load;

import org.jspecify.annotations.NullMarked;
