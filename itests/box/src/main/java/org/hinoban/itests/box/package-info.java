/** A real systemd for tests. */
@NullMarked
package org.hinoban.itests.box;

import org.jspecify.annotations.NullMarked;
