/** The built distribution while bundles and features come and go. */
@NullMarked
package org.hinoban.itests.distribution;

import org.jspecify.annotations.NullMarked;
