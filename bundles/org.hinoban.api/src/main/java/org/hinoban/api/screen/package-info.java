/** What an entry shows: a screen of sections and actions, never HTML. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.api.screen;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
