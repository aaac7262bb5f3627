package dev.parley.app.web;

import dev.parley.store.CallRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What the pages need to know of calls. Thread-safe; only [#find] blocks.
public interface Calls {
    /// Where no calls are kept: nobody may read any.
    Calls NONE =
            new Calls() {
                @Override
                public Optional<CallRecord> find(String callId) {
                    return Optional.empty();
                }

                @Override
                public List<String> writingTools(String agent) {
                    return List.of();
                }

                @Override
                public boolean mayRead(String token, String callId) {
                    return false;
                }
            };

    /// The record of a call as far as it is written; empty if nothing of it is.
    Optional<CallRecord> find(String callId) throws SQLException;

    /// The tools with which this agent changes the world; what they did is shown to the caller.
    List<String> writingTools(String agent);

    /// Whether this access token was given to the caller of this call, and is still good.
    boolean mayRead(String token, String callId);
}
