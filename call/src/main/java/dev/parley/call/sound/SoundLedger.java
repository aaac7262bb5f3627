package dev.parley.call.sound;

import dev.parley.call.record.CallSound;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.call.record.TurnSound;
import dev.parley.call.record.TurnSound.Kind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Adds up what sounded, cell by cell, and finds the gap between each turn and its answer. When
/// something sounded comes from the sound alone; the conversation only says which turn an answer
/// belongs to. Pure; measuring thread only.
final class SoundLedger {
    /// From here on silence is dead air.
    static final long DEAD_AIR_CELLS = 3000 / Levels.CELL_MILLIS;

    /// An answer may play so much earlier than was said: the width of two cells.
    private static final int EARLY = 2;

    /// A caller who goes on this soon after the answer began had not finished: 300 ms by the rule
    /// of turns, and what its detector takes to notice.
    private static final int GOES_ON = 400 / Levels.CELL_MILLIS;

    /// So long it is watched whether the answer is cut.
    private static final int SETTLES = 1000 / Levels.CELL_MILLIS;

    /// An answer that makes no sound for so long has none.
    private static final int NO_SOUND = 3000 / Levels.CELL_MILLIS;

    private static final int KEPT_ONSETS = 64;

    private final BiConsumer<TurnSound, @Nullable ReplyLatency> found;
    private final Queue<Answer> answers = new ArrayDeque<>();
    private @Nullable Answer open;

    private final long[] onsets = new long[KEPT_ONSETS];
    private final long[] callerEnds = new long[KEPT_ONSETS];
    private final boolean[] overCaller = new boolean[KEPT_ONSETS];
    private int onsetCount;

    private long cell;
    private boolean callerSounds;
    private boolean agentSounds;
    private long callerEnd = -1;
    private long lastAnswer = -1;
    private long callerCells;
    private long agentCells;
    private long bothCells;
    private boolean isHeld;
    private long silentSince;
    private long deadCells;
    private long longestCells;

    /// A turn that waits for its figures.
    private static final class Answer {
        final int turn;
        long reply;
        long plays = -1;
        long leadMillis;
        @Nullable ReplyLatency parts;
        boolean isCut;
        long onset = -1;
        long callerEnd = -1;
        boolean isOverCaller;
        long callerAgain = -1;

        Answer(int turn) {
            this.turn = turn;
        }
    }

    /// @param found told of each turn, in order, with the parts of its answer's latency
    SoundLedger(BiConsumer<TurnSound, @Nullable ReplyLatency> found) {
        this.found = found;
        Arrays.fill(onsets, -1);
    }

    // What the conversation says.

    /// The caller's turn waits for its answer.
    void asked(int turn, boolean isSpoken) {
        settleOpen();
        if (isSpoken) {
            open = new Answer(turn);
        } else {
            tell(new TurnSound(turn, Kind.TYPED, -1, -1, 0, 0), null);
        }
    }

    /// The turn's answer begins to play at this cell.
    void replied(int turn, long reply, long plays, long leadMillis, ReplyLatency parts) {
        var answer = open;
        if (answer == null || answer.turn != turn) {
            return;
        }
        open = null;
        answer.reply = reply;
        answer.plays = plays;
        answer.leadMillis = leadMillis;
        answer.parts = parts;
        answers.add(answer);
        for (int i = Math.max(0, onsetCount - KEPT_ONSETS); i < onsetCount; i++) {
            int slot = i % KEPT_ONSETS;
            begins(answer, onsets[slot], callerEnds[slot], overCaller[slot]);
        }
    }

    /// This reply, and what was before it, was cut; also one that had not begun to play.
    void cut(long reply) {
        var waiting = open;
        if (waiting != null) {
            waiting.isCut = true;
        }
        for (var answer : answers) {
            answer.isCut |= answer.reply <= reply;
        }
    }

    /// The call is held, or held no longer: then silence is nobody's.
    void held(boolean now) {
        endSilence();
        isHeld = now;
        silentSince = cell;
    }

    // The sound.

    /// The next cell, decided.
    void cell(boolean caller, boolean agent) {
        callerCells += caller ? 1 : 0;
        agentCells += agent ? 1 : 0;
        bothCells += caller && agent ? 1 : 0;
        if (caller) {
            callerEnd = cell + 1;
        }
        if (caller || agent) {
            endSilence();
            silentSince = cell + 1;
        }
        if (agent && !agentSounds) {
            onset(caller);
        }
        if (caller && !callerSounds) {
            for (var answer : answers) {
                if (answer.onset >= 0 && answer.callerAgain < 0) {
                    answer.callerAgain = cell;
                }
            }
        }
        callerSounds = caller;
        agentSounds = agent;
        cell++;
        settle(false);
    }

    /// The call is over: tells of every turn that still waits, and of the whole.
    CallSound finish() {
        settle(true);
        settleOpen();
        endSilence();
        return new CallSound(
                millis(cell),
                millis(callerCells),
                millis(agentCells),
                millis(bothCells),
                millis(deadCells),
                millis(longestCells),
                millis(DEAD_AIR_CELLS));
    }

    private void onset(boolean caller) {
        long end = caller ? -1 : callerEnd;
        int slot = onsetCount % KEPT_ONSETS;
        onsets[slot] = cell;
        callerEnds[slot] = end;
        overCaller[slot] = caller;
        onsetCount++;
        for (var answer : answers) {
            begins(answer, cell, end, caller);
        }
    }

    private static void begins(Answer answer, long onset, long callerEnd, boolean isOverCaller) {
        if (answer.onset < 0 && onset >= answer.plays - EARLY) {
            answer.onset = onset;
            answer.callerEnd = callerEnd;
            answer.isOverCaller = isOverCaller;
        }
    }

    private void endSilence() {
        long cells = cell - silentSince;
        if (!isHeld && cells >= DEAD_AIR_CELLS) {
            deadCells += cells;
            longestCells = Math.max(longestCells, cells);
        }
    }

    private void settle(boolean isLast) {
        for (var head = answers.peek();
                head != null && (isLast || isSettled(head));
                head = answers.peek()) {
            answers.remove();
            tell(figures(head), head.parts);
        }
    }

    private boolean isSettled(Answer answer) {
        return answer.onset >= 0 ? cell >= answer.onset + SETTLES : cell >= answer.plays + NO_SOUND;
    }

    /// A turn that got no answer before the next, or before the end.
    private void settleOpen() {
        var waiting = open;
        open = null;
        if (waiting != null) {
            tell(new TurnSound(waiting.turn, unanswered(waiting), end(callerEnd), -1, 0, 0), null);
        }
    }

    private TurnSound figures(Answer answer) {
        if (answer.onset < 0) {
            return new TurnSound(
                    answer.turn, unanswered(answer), end(callerEnd), -1, answer.leadMillis, 0);
        }
        boolean goesOn =
                answer.isOverCaller
                        || (answer.callerAgain >= 0
                                && answer.callerAgain <= answer.onset + GOES_ON);
        boolean hasSounded = answer.callerEnd > lastAnswer;
        var kind =
                answer.isCut && goesOn
                        ? Kind.TAKEN_BACK
                        : answer.isOverCaller
                                ? Kind.OVER_CALLER
                                : hasSounded ? Kind.ANSWERED : Kind.NO_CALLER_SOUND;
        lastAnswer = answer.onset;
        return new TurnSound(
                answer.turn,
                kind,
                hasSounded ? end(answer.callerEnd) : -1,
                millis(answer.onset),
                answer.leadMillis,
                Math.max(0, millis(answer.onset - answer.plays)));
    }

    /// Why no sound followed: an answer that is cut before it sounds gave way to the caller.
    private static Kind unanswered(Answer answer) {
        return answer.isCut ? Kind.TAKEN_BACK : Kind.UNANSWERED;
    }

    private void tell(TurnSound turn, @Nullable ReplyLatency parts) {
        found.accept(turn, parts);
    }

    private static long end(long cell) {
        return cell < 0 ? -1 : millis(cell);
    }

    private static long millis(long cells) {
        return cells * Levels.CELL_MILLIS;
    }
}
