/** What a connector observes of a server, from the first sign of a fault to its end. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.api.fault;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
