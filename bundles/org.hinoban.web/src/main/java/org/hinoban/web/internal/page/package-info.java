/** The page model, in its reader's language: what the phone page and the JSON answer are both drawn from. */
@NullMarked
package org.hinoban.web.internal.page;

import org.jspecify.annotations.NullMarked;
