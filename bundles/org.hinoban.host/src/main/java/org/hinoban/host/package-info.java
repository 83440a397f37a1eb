/** One Linux host: what it has, how it is, and what can be done to its services. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.host;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
