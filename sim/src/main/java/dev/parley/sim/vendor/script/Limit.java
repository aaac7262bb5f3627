package dev.parley.sim.vendor.script;

/// What vendors allow at most.
public enum Limit {
    /// Open requests and sockets of one vendor and stage; 0: no limit.
    CONCURRENCY(0),
    /// Flushes of Deepgram speak in its window.
    FLUSHES(20),
    /// Characters in one Speak of Deepgram.
    SPEAK_CHARACTERS(2_000),
    /// Characters of one speech request of OpenAI.
    SPEECH_INPUT(4_096),
    /// Tools in a request of a model.
    TOOLS(128),
    /// Bytes of one file to transcribe.
    FILE_BYTES(25 * 1024 * 1024);

    private final int usual;

    Limit(int usual) {
        this.usual = usual;
    }

    int usual() {
        return usual;
    }
}
