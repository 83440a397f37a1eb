/** Who is told of what, and what became of it: a bundle of its own, so that those who ask stay while notification is exchanged. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.delivery;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
