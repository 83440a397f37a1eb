/** Where the pages are served: address, port, certificate, and the line that says that they are ready. */
@NullMarked
package org.hinoban.web.internal.listen;

import org.jspecify.annotations.NullMarked;
