/// Calls that are replayed: a kept corpus of made-up ones, and the command. No person ever spoke in
/// them.
@NullMarked
package dev.parley.it.replay;

import org.jspecify.annotations.NullMarked;
