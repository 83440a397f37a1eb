/**
 * Who is told of what, and what became of it: a bundle of its own, so that those who ask, and the channels, stay and come
 * while notification is exchanged.
 */
@Export
@Version("0.1.0")
@NullMarked
@Capability(namespace = "osgi.implementation", name = Channel.IMPLEMENTATION, version = "0.1.0")
package org.hinoban.delivery;

import org.hinoban.api.notification.Channel;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
