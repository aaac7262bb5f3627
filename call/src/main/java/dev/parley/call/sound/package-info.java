/// What sounded in a call, measured from the sound of both sides and from nothing else: when the
/// caller ceased, when the agent began, both at once, neither. Off the call's thread; keeps
/// figures, never sound.
@NullMarked
package dev.parley.call.sound;

import org.jspecify.annotations.NullMarked;
