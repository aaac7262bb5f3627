package dev.parley.sim.vendor.script;

import java.time.Duration;

/// How long things take. All real time, all settings, so that no test waits longer than it wants.
public enum Delay {
    /// Request of a model → its first token.
    FIRST_TOKEN(20),
    BETWEEN_TOKENS(2),
    /// Text of a voice → its first sound.
    FIRST_SOUND(10),
    /// Between two pieces of sound; 0: as fast as the line takes them.
    BETWEEN_SOUNDS(0),
    /// Sound of a recognizer → what it says about it.
    WORDS(0),
    /// What `slow-first-byte` means without a parameter.
    SLOW_FIRST_BYTE(3_000),
    /// What `too-slow` means without a parameter, between two pieces.
    TOO_SLOW(400),
    /// What `stall` means without a time: as good as for ever.
    STALL(600_000),
    /// Deepgram listen: without sound and KeepAlive the socket closes.
    DEEPGRAM_SILENCE(10_000),
    /// Deepgram speak: without a message the socket closes.
    DEEPGRAM_SPEAK_IDLE(60_000),
    /// Deepgram speak: the window of the flush limit.
    DEEPGRAM_FLUSH_WINDOW(60_000),
    /// Cartesia: without a message the socket closes.
    CARTESIA_IDLE(300_000),
    /// Cartesia: a context without input is forgotten.
    CARTESIA_CONTEXT(1_000),
    /// OpenAI Realtime: a session ends after this, whatever is said in it.
    REALTIME_SESSION(3_600_000);

    private final Duration usual;

    Delay(long millis) {
        this.usual = Duration.ofMillis(millis);
    }

    Duration usual() {
        return usual;
    }
}
