package dev.parley.call.conversation;

import dev.parley.dialog.Act;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// Whether a call gets anywhere. A turn without words, a sentence that was said shortly before and
/// a silence that had to be prompted bring nothing, unless the dialogue moved on all the same; so
/// many in a row end the call, whoever makes the sound: music, a television, a machine that talks
/// to our machine.
///
/// Runs on the call thread.
final class Progress {
    /// A sentence said again within so many turns is the same.
    private static final int REMEMBERED = 4;

    /// Fewer words than these may be said again and again: "yes".
    private static final int SENTENCE = 3;

    /// Sound without words that lasts so long counts three times.
    private static final long MUSIC_MILLIS = 30_000;

    private static final int MUSIC = 3;

    /// A first turn of this length is none of a person who is called.
    private static final long MONOLOGUE_MILLIS = 8_000;

    private static final List<String> OF_MACHINES =
            List.of(
                    "leave a message",
                    "leave your message",
                    "after the tone",
                    "after the beep",
                    "voice mail",
                    "voicemail",
                    "not available",
                    "press one",
                    "press two",
                    "press zero",
                    "virtual assistant",
                    "automated");

    private final int most;
    private final Outbox out;
    private final Guards guards;
    private final Deque<String> before = new ArrayDeque<>();
    private String expected = "";
    private int barren;
    private boolean first = true;

    Progress(int most, Outbox out, Guards guards) {
        this.most = most;
        this.out = out;
        this.guards = guards;
    }

    /// A spoken turn and what the dialogue makes of it.
    void heard(String words, TurnTimes times, List<Act> acts) {
        long millis = times.speechEnded() - times.speechStarted();
        if (first && millis >= MONOLOGUE_MILLIS && OF_MACHINES.stream().anyMatch(words::contains)) {
            out.effect(new Effect.Fact.Noted(Effect.Fact.Noted.MACHINE, Map.of(), false));
        }
        first = false;
        boolean isSaidAgain = before.contains(words) && words.split(" ", -1).length >= SENTENCE;
        if (!words.isBlank()) {
            before.addLast(words);
            if (before.size() > REMEMBERED) {
                before.removeFirst();
            }
        }
        if (moves(acts) || !(words.isBlank() || isSaidAgain)) {
            barren = 0;
        } else {
            barren += words.isBlank() && millis >= MUSIC_MILLIS ? MUSIC : 1;
        }
    }

    /// Something else than a turn brought the call on, or may have.
    void acted(List<Act> acts) {
        if (moves(acts)) {
            barren = 0;
        }
    }

    /// The caller typed or wrote.
    void isPerson() {
        first = false;
        barren = 0;
    }

    /// A silence was prompted.
    void prompted() {
        barren++;
    }

    /// Whether the dialogue asks something else, or has something done.
    private boolean moves(List<Act> acts) {
        boolean moved = false;
        for (var act : acts) {
            switch (act) {
                case Act.CallTool _, Act.End _, Act.Transfer _, Act.HandOver _ -> moved = true;
                case Act.Expect(var expectation) -> {
                    moved |= !expectation.name().equals(expected);
                    expected = expectation.name();
                }
                case Act.Say _,
                        Act.Note _,
                        Act.StopTool _,
                        Act.Generate _,
                        Act.StopGenerating _,
                        Act.Summarize _ -> {}
            }
        }
        return moved;
    }

    /// True if too many turns in a row brought nothing; then it is on record.
    boolean isStuck() {
        if (most == 0 || barren < most || !guards.has(Guard.LOOPS_END)) {
            return false;
        }
        out.effect(
                new Effect.Fact.Noted(
                        Effect.Fact.Noted.NO_PROGRESS, Map.of("turns", barren), false));
        return true;
    }
}
