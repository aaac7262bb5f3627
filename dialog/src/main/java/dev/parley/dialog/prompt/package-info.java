/// What a model is told: prompts from files, and what others said, marked as data so that it is
/// never taken for an instruction. Pure; may use `dialog.yaml`.
@NullMarked
package dev.parley.dialog.prompt;

import org.jspecify.annotations.NullMarked;
