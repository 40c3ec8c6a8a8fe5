/** Who sent a request, from where and by which path, and what the gate lets this person do. */
@NullMarked
package dev.mixlab.web.http.access;

import org.jspecify.annotations.NullMarked;
