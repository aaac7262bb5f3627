package dev.parley.store;

import dev.parley.call.record.CallStore.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;

/// Whom a call is about. Until somebody is known it is the number that calls; who is named first
/// takes over what was kept under the number, who is named later what is kept from then on. Every
/// one of them is remembered with the call. Used by the shipper's thread only, never commits.
final class CallSubjects {
    /// A carrier or an agent may name anything; an index takes no key of some thousand characters.
    static final int MAX_LENGTH = 200;

    private static final String REMEMBER =
            """
            INSERT INTO parley.call_subjects (call, subject, since)
            SELECT id, ?, ? FROM parley.calls WHERE id = ?
            ON CONFLICT (call, subject) DO UPDATE SET since = parley.call_subjects.since
            """;

    /// The columns are those of the row before the statement: the caller's number, or nobody.
    private static final String TAKE_OVER =
            """
            UPDATE parley.%s SET subject = ?
            FROM parley.calls WHERE calls.id = ? AND call = calls.id
                AND (%1$s.subject IS NULL OR %1$s.subject = calls.caller)
            """;

    private static final String NAME = "UPDATE parley.calls SET subject = ? WHERE id = ?";

    /// False if there is no such call, or nobody can be called so.
    boolean apply(Connection connection, Entry.Concerns concerns) throws SQLException {
        var subject = PlainJson.clean(concerns.subject());
        if (subject.isBlank() || subject.length() > MAX_LENGTH) {
            return false;
        }
        try (var remember = connection.prepareStatement(REMEMBER)) {
            remember.setString(1, subject);
            remember.setObject(2, concerns.at().atOffset(ZoneOffset.UTC));
            remember.setString(3, concerns.callId());
            if (remember.executeUpdate() == 0) {
                return false;
            }
        }
        update(connection, TAKE_OVER.formatted("steps"), subject, concerns.callId());
        update(connection, TAKE_OVER.formatted("turns"), subject, concerns.callId());
        update(connection, TAKE_OVER.formatted("events"), subject, concerns.callId());
        update(connection, TAKE_OVER.formatted("tool_calls"), subject, concerns.callId());
        update(connection, NAME, subject, concerns.callId());
        return true;
    }

    private static void update(Connection connection, String sql, String subject, String call)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, subject);
            statement.setString(2, call);
            statement.executeUpdate();
        }
    }
}
