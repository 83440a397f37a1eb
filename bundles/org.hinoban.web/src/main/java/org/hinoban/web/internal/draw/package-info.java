/** Draws the page model: as HTML with the one stylesheet, or as JSON. */
@NullMarked
package org.hinoban.web.internal.draw;

import org.jspecify.annotations.NullMarked;
