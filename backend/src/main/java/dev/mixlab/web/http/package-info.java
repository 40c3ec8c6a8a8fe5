/**
 * The ground that every resource of the HTTP interface stands on: the contract and its operations, reading requests,
 * writing answers and problems.
 */
@NullMarked
package dev.mixlab.web.http;

import org.jspecify.annotations.NullMarked;
