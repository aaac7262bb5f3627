package dev.parley.providers.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.dialog.model.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts tool calls together from the pieces of a stream, in all ways in which servers cut them: by
/// index, by id alone, all with index 0, without index, whole, and with arguments as an object. One
/// answer, one thread.
final class ToolPieces {
    private static final int MAX_CALLS = 64;
    private static final int MAX_NAME = 256;
    private static final int MAX_ARGUMENTS = 256 * 1024;

    private final List<Pieces> calls = new ArrayList<>();

    private static final class Pieces {
        final int index;
        String id = "";
        final StringBuilder name = new StringBuilder();
        final StringBuilder arguments = new StringBuilder();

        Pieces(int index) {
            this.index = index;
        }
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    /// @param pieces the array `delta.tool_calls`
    /// @return false if there are more or longer calls than any answer needs
    boolean add(JsonNode pieces) {
        for (var piece : pieces) {
            if (!addOne(piece)) {
                return false;
            }
        }
        return true;
    }

    private boolean addOne(JsonNode piece) {
        var id = piece.path("id").asText("");
        var call = find(piece.path("index").asInt(-1), id);
        if (call == null) {
            if (calls.size() == MAX_CALLS) {
                return false;
            }
            call = new Pieces(piece.path("index").asInt(-1));
            calls.add(call);
        }
        if (!id.isEmpty()) {
            call.id = id;
        }
        var function = piece.path("function");
        call.name.append(function.path("name").asText(""));
        var arguments = function.path("arguments");
        if (arguments.isTextual()) {
            call.arguments.append(arguments.textValue());
        } else if (arguments.isObject()) {
            call.arguments.append(arguments);
        }
        return call.name.length() <= MAX_NAME && call.arguments.length() <= MAX_ARGUMENTS;
    }

    /// The call that a piece goes on with; null if it begins one.
    private @Nullable Pieces find(int index, String id) {
        if (!id.isEmpty()) {
            for (var call : calls) {
                if (call.id.equals(id)) {
                    return call;
                }
            }
        }
        for (int i = calls.size() - 1; i >= 0; i--) {
            var call = calls.get(i);
            if (index < 0 || call.index == index) {
                // An index may be used again for another id, but an id never changes.
                return id.isEmpty() || call.id.isEmpty() ? call : null;
            }
        }
        return null;
    }

    /// All calls in the order in which they began, each with a name and an id of its own.
    ///
    /// @return null if one has no name
    @Nullable List<ToolCall> complete() {
        var ids = new HashSet<String>();
        var complete = new ArrayList<ToolCall>();
        for (var call : calls) {
            if (call.name.isEmpty()) {
                return null;
            }
            var id = call.id.isEmpty() ? "call-" + (complete.size() + 1) : call.id;
            while (!ids.add(id)) {
                id = id + "-again";
            }
            var arguments = call.arguments.isEmpty() ? "{}" : call.arguments.toString();
            complete.add(new ToolCall(id, call.name.toString(), arguments));
        }
        return complete;
    }
}
