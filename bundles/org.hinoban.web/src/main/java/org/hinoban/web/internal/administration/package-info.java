/** The pages on which the manager itself is administered: who may do what, who did what, and what is installed. */
@NullMarked
package org.hinoban.web.internal.administration;

import org.jspecify.annotations.NullMarked;
