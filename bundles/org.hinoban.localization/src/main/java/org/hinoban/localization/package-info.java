/** Texts in the reader's language. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.localization;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
