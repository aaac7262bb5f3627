/// The talk page in real browsers: Chromium and Firefox, driven by node (it/src/test/node/talk).
@NullMarked
package dev.parley.it.talk;

import org.jspecify.annotations.NullMarked;
