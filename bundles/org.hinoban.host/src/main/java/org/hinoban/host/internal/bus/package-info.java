/**
 * A small client of the system message bus. It keeps signals and replies in the order in which they came over the wire,
 * which tells a stop that was asked for from a death; and one thread and no reflection fit into the agent.
 */
@NullMarked
package org.hinoban.host.internal.bus;

import org.jspecify.annotations.NullMarked;
