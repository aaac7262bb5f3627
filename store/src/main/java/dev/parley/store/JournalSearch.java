package dev.parley.store;

import dev.parley.call.journal.CallJournal;
import dev.parley.call.journal.Content;
import dev.parley.call.journal.Step;
import dev.parley.call.record.CallStore.Entry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Looks for one call in the journal's files, while a server may write and delete them. One use.
final class JournalSearch {
    private final JournalFolder folder;
    private final String call;
    private final Map<String, Content> contents = new HashMap<>();
    private final Map<Long, Step.Kept> steps = new TreeMap<>();
    private Entry.@Nullable Opened opened;
    private Entry.@Nullable Begun begun;

    JournalSearch(JournalFolder folder, String call) {
        this.folder = folder;
        this.call = call;
    }

    /// What the files hold of the call, together with what the database holds of it.
    ///
    /// @param stored as the database has it; empty if it does not know the call or is away
    Optional<CallJournal> with(Optional<CallJournal> stored) throws IOException {
        for (var segment : folder.segments()) {
            read(segment);
        }
        stored.ifPresent(known -> known.steps().forEach(step -> steps.put(step.number(), step)));
        var start = opened;
        if (stored.isEmpty() && start == null) {
            return Optional.empty();
        }
        var from = begun;
        var known =
                stored.orElseGet(() -> {
                    var head = Objects.requireNonNull(start);
                    return new CallJournal(
                            call,
                            head.at(),
                            head.agent(),
                            head.agentVersion(),
                            head.language(),
                            none(Content.Kind.CONVERSATION),
                            none(Content.Kind.DEFINITION),
                            List.of());
                });
        return Optional.of(
                new CallJournal(
                        call,
                        known.startedAt(),
                        known.agent(),
                        known.agentVersion(),
                        known.language(),
                        from == null
                                ? known.conversation()
                                : content(known.conversation(), from.conversation()),
                        from == null
                                ? known.definition()
                                : content(known.definition(), from.definition()),
                        List.copyOf(steps.values())));
    }

    private Content content(Content known, String hash) {
        return known.isEmpty() ? contents.getOrDefault(hash, known) : known;
    }

    private static Content none(Content.Kind kind) {
        return Content.of(kind, "");
    }

    private void read(long segment) throws IOException {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(folder.file(segment)),
                                StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (isOf(line, call) || isOf(line, "")) {
                    take(line);
                }
            }
        } catch (NoSuchFileException _) {
            // stored and deleted a moment ago
        }
    }

    /// Whether the line is of this call, or plain; nobody can make a call's name end early.
    private static boolean isOf(String line, String call) {
        return line.contains("\"call\":\"" + call + "\"");
    }

    private void take(String sealed) {
        try {
            folder.keys().opened(JournalSeal.opened(sealed)).ifPresent(this::keep);
        } catch (IllegalArgumentException _) {
            // half-written, damaged, or of another version
        }
    }

    private void keep(String line) {
        var entry = JournalLine.read(line).entry();
        if (entry instanceof Entry.Defined(var _, var content)) {
            contents.put(content.hash(), content);
        } else if (entry.callId().equals(call)) {
            switch (entry) {
                case Entry.Opened start -> opened = start;
                case Entry.Begun start -> begun = start;
                case Entry.Stepped(var _, Step.Kept step) -> steps.put(step.number(), step);
                case Entry.Stepped _,
                        Entry.Defined _,
                        Entry.Facts _,
                        Entry.Concerns _,
                        Entry.ToolCalled _,
                        Entry.Replied _,
                        Entry.TurnSounded _,
                        Entry.Sounded _,
                        Entry.Used _,
                        Entry.Closed _ -> {}
            }
        }
    }
}
