/** The directory of servers over the links of all connectors. */
@NullMarked
package org.hinoban.server.internal;

import org.jspecify.annotations.NullMarked;
