/**
 * The database: Flyway's migrations and Jdbi repositories behind the ports of the run package. All SQL is here.
 */
@NullMarked
package dev.mixlab.store;

import org.jspecify.annotations.NullMarked;
