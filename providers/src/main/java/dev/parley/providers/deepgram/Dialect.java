package dev.parley.providers.deepgram;

import com.fasterxml.jackson.databind.JsonNode;

/// What differs between the two protocols of listening. Confined to the session's loop.
interface Dialect {
    /// The address of the upgrade, with all of its configuration.
    String path();

    /// The connection stands.
    void opened();

    /// All sound of the utterance was sent; its words are wanted.
    void finish(SpokenUtterance utterance);

    /// The utterance is forgotten; its sound may still be on its way.
    void forget(SpokenUtterance utterance);

    void message(JsonNode message);

    /// Nothing was sent for a while.
    void keepAlive();

    /// Ends the stream politely before the socket is closed.
    String farewell();
}
