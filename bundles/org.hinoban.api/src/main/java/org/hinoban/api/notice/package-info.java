/** What the manager has to say of itself, shown to those who operate it. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.api.notice;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
