/** Finds the words in the bundles that bring them. */
@NullMarked
package org.hinoban.localization.internal;

import org.jspecify.annotations.NullMarked;
