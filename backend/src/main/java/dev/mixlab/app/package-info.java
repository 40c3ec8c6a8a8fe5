/**
 * The program: its command line, configuration, and the wiring of all parts by constructor.
 */
@NullMarked
package dev.mixlab.app;

import org.jspecify.annotations.NullMarked;
