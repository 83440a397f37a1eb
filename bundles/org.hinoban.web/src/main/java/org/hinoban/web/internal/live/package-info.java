/** What keeps an open page true: the changes since it was drawn. */
@NullMarked
package org.hinoban.web.internal.live;

import org.jspecify.annotations.NullMarked;
