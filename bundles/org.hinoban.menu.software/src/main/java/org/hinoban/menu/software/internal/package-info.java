/** The category software: a server's services. */
@NullMarked
package org.hinoban.menu.software.internal;

import org.jspecify.annotations.NullMarked;
