/** What a bundle contributes to the operation menu: entries, actions and remedies. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.api.menu;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
