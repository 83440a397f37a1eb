/** Looks after what was installed: names the files and bundles that do not work, and starts those behind one that hangs. */
@NullMarked
package org.hinoban.deployment.internal;

import org.jspecify.annotations.NullMarked;
