/** How long a fault takes to the mail server. */
@NullMarked
package org.hinoban.itests.bench.mail;

import org.jspecify.annotations.NullMarked;
