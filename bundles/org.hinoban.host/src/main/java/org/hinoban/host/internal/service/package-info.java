/** Services that are defined by commands, and the operations on services of every sort. */
@NullMarked
package org.hinoban.host.internal.service;

import org.jspecify.annotations.NullMarked;
