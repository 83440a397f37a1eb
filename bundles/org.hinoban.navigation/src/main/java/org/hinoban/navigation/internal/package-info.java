/** The whiteboard of the operation menu, the threads that third-party code runs on, and the course of an action. */
@NullMarked
package org.hinoban.navigation.internal;

import org.jspecify.annotations.NullMarked;
