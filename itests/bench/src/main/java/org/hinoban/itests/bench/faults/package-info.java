/** What is lost when the manager is killed: nothing. */
@NullMarked
package org.hinoban.itests.bench.faults;

import org.jspecify.annotations.NullMarked;
