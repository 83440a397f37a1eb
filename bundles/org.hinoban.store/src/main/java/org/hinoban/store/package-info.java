/** The database as the other core bundles see it: transactions and rows. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
