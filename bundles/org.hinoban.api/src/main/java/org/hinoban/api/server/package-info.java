/** Servers, their components and states, and the capabilities by which they are read and operated. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.api.server;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
