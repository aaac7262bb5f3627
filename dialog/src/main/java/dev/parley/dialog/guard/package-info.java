/// Rules on what an agent may say, looked at sentence by sentence before it is spoken. Pure; may
/// use `dialog.speech` and `dialog.yaml`.
@NullMarked
package dev.parley.dialog.guard;

import org.jspecify.annotations.NullMarked;
