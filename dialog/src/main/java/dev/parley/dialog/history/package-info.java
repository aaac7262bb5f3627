/// What a model knows of the talk so far: turns as heard, within a budget of tokens, and a summary
/// of what is older. Pure; may use `dialog.prompt`.
@NullMarked
package dev.parley.dialog.history;

import org.jspecify.annotations.NullMarked;
