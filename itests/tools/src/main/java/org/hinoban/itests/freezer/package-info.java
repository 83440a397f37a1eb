/** A bundle that makes the dispatcher stand still for as long as it is installed. */
@NullMarked
package org.hinoban.itests.freezer;

import org.jspecify.annotations.NullMarked;
