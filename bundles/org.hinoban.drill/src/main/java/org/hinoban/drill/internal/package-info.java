/** The course of a drill, its rows, and what of it is on the menu. */
@NullMarked
package org.hinoban.drill.internal;

import org.jspecify.annotations.NullMarked;
