/** The whole path from the mail to the verified repair, on a phone. */
@NullMarked
package org.hinoban.itests.phone;

import org.jspecify.annotations.NullMarked;
