/**
 * The models that runs may start from: the list of all kinds of them, changes to their names and notes, and the
 * maps of single heads computed with them.
 */
@NullMarked
package dev.mixlab.jobs.catalogue;

import org.jspecify.annotations.NullMarked;
