/**
 * Server-sent events: one stream for all runs and one for each.
 */
@NullMarked
package dev.mixlab.web.events;

import org.jspecify.annotations.NullMarked;
