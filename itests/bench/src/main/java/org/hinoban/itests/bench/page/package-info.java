/** What a page costs a phone: bytes, requests, and the time until it can be used on a bad network. */
@NullMarked
package org.hinoban.itests.bench.page;

import org.jspecify.annotations.NullMarked;
