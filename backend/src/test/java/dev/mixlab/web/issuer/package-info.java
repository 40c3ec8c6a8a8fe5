/** An OpenID Connect issuer for tests, on this machine. */
@NullMarked
package dev.mixlab.web.issuer;

import org.jspecify.annotations.NullMarked;
