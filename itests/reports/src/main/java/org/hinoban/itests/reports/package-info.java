/** Compares the tests that were compiled with the tests that were reported. */
@NullMarked
package org.hinoban.itests.reports;

import org.jspecify.annotations.NullMarked;
