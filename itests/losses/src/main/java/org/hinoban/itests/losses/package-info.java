/** Faults come and go while the manager is killed, and every mail is counted. */
@NullMarked
package org.hinoban.itests.losses;

import org.jspecify.annotations.NullMarked;
