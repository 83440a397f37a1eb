/** Benches of the build itself. */
@NullMarked
package org.hinoban.itests.bench.build;

import org.jspecify.annotations.NullMarked;
