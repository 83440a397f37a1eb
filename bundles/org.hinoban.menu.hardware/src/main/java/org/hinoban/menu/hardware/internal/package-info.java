/** The category hardware: what a server is made of. */
@NullMarked
package org.hinoban.menu.hardware.internal;

import org.jspecify.annotations.NullMarked;
