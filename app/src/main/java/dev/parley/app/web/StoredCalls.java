package dev.parley.app.web;

import dev.parley.compliance.SignedToken;
import dev.parley.dialog.Agent;
import dev.parley.store.CallRecord;
import dev.parley.store.CallRecords;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Calls as the database has them, for those who hold an access token of the browser socket.
public final class StoredCalls implements Calls {
    /// What an access token must have been made for; its subject is the id of the call.
    private static final String PURPOSE = "records";

    private final CallRecords records;
    private final Map<String, List<String>> writingTools;
    private final SignedToken tokens;

    public StoredCalls(CallRecords records, List<Agent> agents, SignedToken tokens) {
        this.records = records;
        this.writingTools =
                agents.stream().collect(Collectors.toMap(Agent::name, Agent::writingTools));
        this.tokens = tokens;
    }

    @Override
    public Optional<CallRecord> find(String callId) throws SQLException {
        return records.find(callId);
    }

    @Override
    public List<String> writingTools(String agent) {
        return writingTools.getOrDefault(agent, List.of());
    }

    @Override
    public boolean mayRead(String token, String callId) {
        return switch (tokens.check(PURPOSE, token)) {
            case SignedToken.Verdict.Valid(var claims) -> claims.subject().equals(callId);
            case SignedToken.Verdict.Expired _, SignedToken.Verdict.Foreign _ -> false;
        };
    }
}
