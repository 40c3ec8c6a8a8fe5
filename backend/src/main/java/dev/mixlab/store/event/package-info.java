/** Events of runs between the processes that share a PostgreSQL database. */
@NullMarked
package dev.mixlab.store.event;

import org.jspecify.annotations.NullMarked;
