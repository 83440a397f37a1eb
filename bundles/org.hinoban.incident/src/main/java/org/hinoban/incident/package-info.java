/** Incidents, component states and the event log as the other core bundles see them. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.incident;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
