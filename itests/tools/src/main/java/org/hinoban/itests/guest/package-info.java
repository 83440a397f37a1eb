/** A third party's bundle: what it contributes to the menu, good and bad. */
@NullMarked
package org.hinoban.itests.guest;

import org.jspecify.annotations.NullMarked;
