/** What a bundle has counted and timed, for those who watch the manager with Prometheus. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.api.measure;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
