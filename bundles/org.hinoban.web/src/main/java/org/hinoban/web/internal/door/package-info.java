/** The one way in: who asks, from where, whether they may, and how the answer leaves. */
@NullMarked
package org.hinoban.web.internal.door;

import org.jspecify.annotations.NullMarked;
