package dev.parley.bench.load;

/// What a load run does to a server.
///
/// @param port of the media socket on this machine
/// @param path of the media socket
/// @param script what every caller says
/// @param echoes whether the server gives every frame back, instead of answering
/// @param answerFrames length of an answer in frames of 20 ms
record LoadPlan(int port, String path, TalkScript script, boolean echoes, int answerFrames) {
    /// The scripted answer of Parley: 3 s.
    private static final int SCRIPTED_ANSWER_FRAMES = 150;

    static LoadPlan scripted(int port, TalkScript script) {
        return new LoadPlan(
                port, "/api/v1/voice/media-stream", script, false, SCRIPTED_ANSWER_FRAMES);
    }

    static LoadPlan echo(int port, TalkScript script) {
        return new LoadPlan(port, "/ws", script, true, SCRIPTED_ANSWER_FRAMES);
    }
}
