/** The outbox, who is told of what, the words, and the threads that hand messages over. */
@NullMarked
package org.hinoban.notification.internal;

import org.jspecify.annotations.NullMarked;
