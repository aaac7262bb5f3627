/// The journal of a conversation: every input with its time and what came of it, as JSON, and its
/// replay. Uses the conversation, never the runtime around it; pure, except that files are read and
/// written where a reader or writer is given.
@NullMarked
package dev.parley.call.journal;

import org.jspecify.annotations.NullMarked;
