package dev.parley.sim.vendor.script;

/// What the vendors' documents leave open, and what servers of the same protocol do otherwise.
public enum Switch {
    /// A stream of a model ends with `[DONE]`.
    DONE_LINE(true),
    /// Lines of a stream end with CR LF.
    CRLF(false),
    /// Comment lines between the events of a stream.
    COMMENTS(false),
    /// A stream begins with a byte order mark.
    BYTE_ORDER_MARK(false),
    /// `data:` is followed by a space.
    SPACE_AFTER_DATA(true),
    /// Usage is given when asked for.
    USAGE(true),
    /// Chunks carry `obfuscation`, a field that means nothing.
    OBFUSCATION(true),
    /// The model thinks first, in `reasoning_content`, which must not be spoken.
    REASONING(false),
    /// Tool calls end with finish reason `stop`.
    TOOLS_FINISH_WITH_STOP(false),
    /// Tool calls have no `index`.
    TOOLS_WITHOUT_INDEX(false),
    /// All tool calls have index 0 and an id of their own.
    TOOLS_ALL_INDEX_ZERO(false),
    /// A tool call comes whole.
    TOOLS_WHOLE(false),
    /// The arguments of a tool are an object, not a text.
    TOOL_ARGUMENTS_AS_OBJECT(false),
    /// The arguments of a tool are broken JSON.
    TOOL_ARGUMENTS_BROKEN(false),
    /// Fields unknown to OpenAI are refused.
    UNKNOWN_FIELDS_REFUSED(true),
    /// Errors come as FastAPI servers give them: `{"detail":...}`.
    ERRORS_AS_DETAIL(false),
    /// Deepgram listen answers Finalize even if there is nothing left to finalize.
    FINALIZE_ALWAYS_ANSWERS(true),
    /// Deepgram listen answers an unknown message with an Error before it closes.
    DEEPGRAM_ERROR_MESSAGE(false),
    /// UtteranceEnd comes even if speech_final came before it.
    UTTERANCE_END_AFTER_SPEECH_FINAL(true),
    /// Flux knows ForceEndTurn.
    FORCE_END_TURN(true),
    /// Close of Deepgram speak lets the rest be spoken.
    CLOSE_SPEAKS_REST(false),
    /// Sound that was under way comes after Clear of Deepgram speak, before Cleared.
    STALE_SOUND_BEFORE_CLEARED(true),
    /// Cartesia finishes what it was generating when a context is cancelled.
    CANCEL_FINISHES_CURRENT(false),
    /// Cartesia says `done` after a cancel.
    DONE_AFTER_CANCEL(false),
    /// Cartesia gives errors as a plain text.
    CARTESIA_OLD_ERRORS(false),
    /// OpenAI Realtime sends sound that was under way after an answer was stopped, before its end.
    SOUND_BEFORE_CANCELLED(true),
    /// OpenAI Realtime tells what the caller said only after it has answered.
    TRANSCRIPT_AFTER_ANSWER(false),
    /// OpenAI Realtime cannot write down what the caller said.
    TRANSCRIPT_FAILS(false);

    private final boolean usual;

    Switch(boolean usual) {
        this.usual = usual;
    }

    boolean usual() {
        return usual;
    }
}
