/**
 * The program put together by constructor: database, queue, jobs and web server, the built-in models, and the native
 * libraries of the engine.
 */
@NullMarked
package dev.mixlab.app.server;

import org.jspecify.annotations.NullMarked;
