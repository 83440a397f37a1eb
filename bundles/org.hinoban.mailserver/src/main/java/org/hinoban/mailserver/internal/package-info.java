/** The server itself, what it keeps, and the pages that show it. */
@NullMarked
package org.hinoban.mailserver.internal;

import org.jspecify.annotations.NullMarked;
