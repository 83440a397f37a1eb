/** The record of what people did. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
