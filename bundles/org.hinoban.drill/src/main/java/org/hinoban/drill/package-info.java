/** Drills: a practice fault goes the way of a real one, and each step of it is timed. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.drill;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
