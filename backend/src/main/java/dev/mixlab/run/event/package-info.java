/**
 * Events that tell watchers how runs go on.
 */
@NullMarked
package dev.mixlab.run.event;

import org.jspecify.annotations.NullMarked;
