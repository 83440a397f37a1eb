/** How a bundle brings servers: a link for each server that it reaches. */
@Export
@Version("0.1.0")
@NullMarked
package org.hinoban.api.connector;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
