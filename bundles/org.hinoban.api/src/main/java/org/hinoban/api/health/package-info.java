/** How parts of the manager say whether they are sound, and who gathers what they say. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.api.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
