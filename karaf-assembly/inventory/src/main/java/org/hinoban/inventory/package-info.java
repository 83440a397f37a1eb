/** What the distribution is made of: its jars and what is embedded in them, with licences, as a list and as an SBOM. */
@NullMarked
package org.hinoban.inventory;

import org.jspecify.annotations.NullMarked;
