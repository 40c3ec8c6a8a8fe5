/**
 * The Python client as an installable file.
 */
@NullMarked
package dev.mixlab.app.client;

import org.jspecify.annotations.NullMarked;
