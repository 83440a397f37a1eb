/** Starts what was installed later, each for itself, and names the files and bundles that do not work. */
@NullMarked
package org.hinoban.deployment.internal;

import org.jspecify.annotations.NullMarked;
