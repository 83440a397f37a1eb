/** What keeps an open page true: the changes since it was drawn, and the stream that tells them. */
@NullMarked
package org.hinoban.web.internal.live;

import org.jspecify.annotations.NullMarked;
