package dev.parley.call.journal;

import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model said of the caller's pauses in a call, for a conversation that may ask about the
/// same ones. Pauses of which nothing was said then are not judged now either. One use, one thread.
final class JudgeAgain {
    private final Map<Long, Said> said = new HashMap<>();
    private @Nullable Said ofThisPause;

    /// @param took nanoseconds
    record Said(double complete, long took) {}

    private record Asked(long pauseBegan, long at) {}

    JudgeAgain(List<Replay.Redone> call) {
        var asked = new HashMap<Long, Asked>();
        long began = 0;
        for (var step : call) {
            var happened = step.happened();
            long at = happened.at().nanos();
            if (isPause(happened.input())) {
                began = happened.number();
            } else if (happened.input() instanceof Input.TurnJudged(long pause, double complete)) {
                var question = asked.remove(pause);
                if (question != null) {
                    said.put(question.pauseBegan(), new Said(complete, at - question.at()));
                }
            }
            for (var effect : step.effects()) {
                if (effect instanceof Effect.JudgeTurn(long pause)) {
                    asked.put(pause, new Asked(began, at));
                }
            }
        }
    }

    /// This step of the call comes again.
    void comes(Happened step) {
        if (isPause(step.input())) {
            ofThisPause = said.get(step.number());
        }
    }

    /// What is said of the pause that lasts; null for nothing.
    @Nullable Said ask() {
        return ofThisPause;
    }

    private static boolean isPause(@Nullable Input input) {
        return input instanceof Input.Ear.SpeechStopped || input instanceof Input.Ear.MediaStalled;
    }
}
