/**
 * Bodies too large to hold: uploads that are bounded while they are received, and downloads that are written as
 * fast as they are read.
 */
@NullMarked
package dev.mixlab.web.http.transfer;

import org.jspecify.annotations.NullMarked;
