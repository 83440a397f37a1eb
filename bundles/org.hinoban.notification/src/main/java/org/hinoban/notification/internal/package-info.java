/** The outbox, who is told of what, the words, and the threads that hand messages over. */
@NullMarked
@Capability(namespace = "osgi.implementation", name = Channel.IMPLEMENTATION, version = "0.1.0")
package org.hinoban.notification.internal;

import org.hinoban.api.notification.Channel;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Capability;
