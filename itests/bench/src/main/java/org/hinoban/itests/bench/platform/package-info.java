/** How the platform behaves: bundles that come and go, starts. */
@NullMarked
package org.hinoban.itests.bench.platform;

import org.jspecify.annotations.NullMarked;
