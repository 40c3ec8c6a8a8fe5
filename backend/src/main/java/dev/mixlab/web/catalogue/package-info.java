/**
 * Listing models and data sets, adding BLiMP, listing and downloading checkpoints.
 */
@NullMarked
package dev.mixlab.web.catalogue;

import org.jspecify.annotations.NullMarked;
