/** The rules of the layout, held over the built bundles and their sources. */
@NullMarked
package org.hinoban.itests.architecture;

import org.jspecify.annotations.NullMarked;
