/** Mails as people read them, the routes that they take, and what servers answer. */
@NullMarked
package org.hinoban.notification.mail.internal;

import org.jspecify.annotations.NullMarked;
