package dev.parley.app.rehearsal;

import dev.parley.sim.caller.CallerBrain;
import dev.parley.sim.caller.CallerOutcome;
import dev.parley.sim.caller.PromptReader.Said;
import dev.parley.sim.caller.garage.GarageWish;
import dev.parley.sim.vendor.script.ModelFunction;
import dev.parley.sim.vendor.script.ModelQuestion;
import dev.parley.sim.vendor.script.ModelReply;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A customer who says things at first in their own way, which only a language model makes sense
/// of, and plainly when asked again; and the simulated model that knows what they mean. The model
/// answers on threads of the vendor, the caller on their own.
final class FreeTalk implements CallerBrain, ModelFunction {
    private final CallerBrain plain;
    private final ModelFunction otherwise;
    private final Map<String, Phrase> phrases;

    /// Not said yet.
    private final Map<String, Phrase> left;

    /// What is said at a step, once, and what it means.
    private record Phrase(String words, String answer) {
        /// A recognizer may have missed some of it.
        boolean isIn(String text) {
            var all = words.split(" ");
            var heard = List.of(text.split("[^a-z]+"));
            long found = Arrays.stream(all).filter(heard::contains).count();
            return found >= 0.7 * all.length;
        }
    }

    /// @param plain who says it plainly
    /// @param otherwise the model for everything else
    FreeTalk(CallerBrain plain, GarageWish wish, ModelFunction otherwise) {
        this.plain = plain;
        this.otherwise = otherwise;
        this.phrases =
                Map.of(
                        "ask_task",
                        new Phrase("i wonder if you could fit me in", "{\"task\":\"book\"}"),
                        "ask_service",
                        new Phrase(
                                "you know the usual thing like last year",
                                "{\"service\":\"%s\"}".formatted(wish.service())),
                        "ask_day",
                        new Phrase(
                                "as soon as my mother is back in town",
                                "{\"day\":\"%s\"}".formatted(wish.date())));
        this.left = new LinkedHashMap<>(phrases);
    }

    @Override
    public List<Move> heard(List<Said> prompts, String words) {
        var moves = plain.heard(prompts, words);
        if (moves.size() == 1 && moves.getFirst() instanceof Move.Say) {
            for (var prompt : prompts.reversed()) {
                var step = prompt.name().substring(0, prompt.name().indexOf('/'));
                var phrase = prompt.name().endsWith("/ASK") ? left.remove(step) : null;
                if (phrase != null) {
                    return List.of(new Move.Say(phrase.words()));
                }
            }
        }
        return moves;
    }

    @Override
    public List<Move> meanwhile(List<Said> prompts) {
        return plain.meanwhile(prompts);
    }

    @Override
    public List<Move> silence(int count) {
        return plain.silence(count);
    }

    @Override
    public CallerOutcome outcome() {
        return plain.outcome();
    }

    @Override
    public ModelReply answer(ModelQuestion question) {
        var said = question.user().toLowerCase(Locale.ROOT);
        return phrases.values().stream()
                .filter(phrase -> question.tool().isEmpty() && phrase.isIn(said))
                .findFirst()
                .map(phrase -> ModelReply.call("answer", phrase.answer()))
                .orElseGet(() -> otherwise.answer(question));
    }
}
