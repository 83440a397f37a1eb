/** What the other parts of this library stand on: files below a root, processes, logs, the board of states. */
@NullMarked
package org.hinoban.host.internal;

import org.jspecify.annotations.NullMarked;
