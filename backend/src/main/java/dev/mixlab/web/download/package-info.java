/**
 * A run's results as one zip archive.
 */
@NullMarked
package dev.mixlab.web.download;

import org.jspecify.annotations.NullMarked;
