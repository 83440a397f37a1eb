/** Reads configurations so that a bad value is said once and the last good one stays. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.configuration;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
