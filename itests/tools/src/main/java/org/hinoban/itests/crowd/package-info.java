/** A third party's bundle with very many servers, and with names and texts that are hard to show. */
@NullMarked
package org.hinoban.itests.crowd;

import org.jspecify.annotations.NullMarked;
