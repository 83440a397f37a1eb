/** Real parts for tests of the whole: the built manager, a service to break, mail servers, a phone without a screen. */
@NullMarked
package org.hinoban.itests.tools;

import org.jspecify.annotations.NullMarked;
