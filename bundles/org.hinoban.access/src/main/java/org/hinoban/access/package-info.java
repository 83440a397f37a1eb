/** Who may do what, and who operates what. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.access;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
