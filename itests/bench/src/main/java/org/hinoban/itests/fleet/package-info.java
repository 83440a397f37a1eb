/** A third party's bundle that brings servers with faults, as many as its configuration says. Runs inside the manager. */
@NullMarked
package org.hinoban.itests.fleet;

import org.jspecify.annotations.NullMarked;
