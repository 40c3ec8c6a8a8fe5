/**
 * The Vert.x verticle: contract-first routes, problems, events and the page. Nothing else but the app package
 * knows of Vert.x.
 */
@NullMarked
package dev.mixlab.web;

import org.jspecify.annotations.NullMarked;
