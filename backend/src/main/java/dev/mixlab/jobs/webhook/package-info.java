/**
 * Telling another program over HTTP that runs have ended.
 */
@NullMarked
package dev.mixlab.jobs.webhook;

import org.jspecify.annotations.NullMarked;
