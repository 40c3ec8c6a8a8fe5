/** What a launch asks for: the data, the model, the methods and the settings of every stage. */
@NullMarked
package dev.mixlab.run.spec;

import org.jspecify.annotations.NullMarked;
