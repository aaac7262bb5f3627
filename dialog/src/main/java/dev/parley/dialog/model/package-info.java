/// The port of language models: text and tool calls, streamed. No sound, no thread, no client.
@NullMarked
package dev.parley.dialog.model;

import org.jspecify.annotations.NullMarked;
