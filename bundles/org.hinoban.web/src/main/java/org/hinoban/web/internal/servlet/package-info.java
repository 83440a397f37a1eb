/** The pages: one servlet for each kind of thing that has a URL. */
@NullMarked
package org.hinoban.web.internal.servlet;

import org.jspecify.annotations.NullMarked;
