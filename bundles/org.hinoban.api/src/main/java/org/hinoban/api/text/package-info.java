/** Texts that are put into the reader's language when they are read. */
@Export
@Version("0.2.0")
@NullMarked
package org.hinoban.api.text;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
