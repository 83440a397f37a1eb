/** The commands of the console. */
@NullMarked
package org.hinoban.shell.internal;

import org.jspecify.annotations.NullMarked;
