/** How a bundle brings a way to notify people. */
@Export
@Version("0.2.0")
@NullMarked
package org.hinoban.api.notification;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
