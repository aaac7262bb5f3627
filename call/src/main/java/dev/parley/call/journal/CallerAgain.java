package dev.parley.call.journal;

import dev.parley.call.conversation.Input;
import dev.parley.compliance.Sensitive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the caller of a journal said, for a conversation that may end turns elsewhere: utterances
/// are numbered anew, and the words of one that is ended early are those that were known by then;
/// the rest belongs to the next. Media times are of the new run. One use, one thread.
final class CallerAgain {
    private final Map<Long, String> finalWords = new HashMap<>();
    private final Map<Long, Input.Ear.RecognitionFailed> failures = new HashMap<>();
    private final Map<Long, Integer> segmentsLeft = new HashMap<>();
    private final Map<Long, String> partialWords = new HashMap<>();
    private final Map<Long, Integer> taken = new HashMap<>();
    private final Set<Long> touched = new LinkedHashSet<>();
    private long current = 1;
    private boolean speaks;

    CallerAgain(List<Happened> happened) {
        for (var step : happened) {
            var input = step.input();
            if (input instanceof Input.Ear.FinalWords(long utterance, var words)) {
                finalWords.put(utterance, words.reveal());
            } else if (input instanceof Input.Ear.RecognitionFailed failed) {
                failures.put(failed.utterance(), failed);
            } else if (input instanceof Input.Ear.SpeechStopped stopped) {
                segmentsLeft.merge(stopped.utterance(), 1, Integer::sum);
            }
        }
    }

    Input started(long utterance, long mediaMillis) {
        touched.add(utterance);
        speaks = true;
        return new Input.Ear.SpeechStarted(current, mediaMillis);
    }

    Input stopped(long utterance, long mediaMillis, long silenceMillis) {
        segmentsLeft.merge(utterance, -1, Integer::sum);
        speaks = false;
        return new Input.Ear.SpeechStopped(current, mediaMillis, silenceMillis);
    }

    Input partial(long utterance, String words) {
        touched.add(utterance);
        partialWords.put(utterance, words);
        return new Input.Ear.PartialWords(
                current,
                Sensitive.of(
                        touched.stream()
                                .map(number -> rest(number, wordsSoFar(number)))
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining(" "))));
    }

    /// The turn is over for the new run: its words, as a recognizer would report them.
    Input finish(long utterance) {
        var words = new ArrayList<String>();
        Input.Ear.@Nullable RecognitionFailed failure = null;
        for (long number : touched) {
            var known =
                    isComplete(number) ? finalWords.getOrDefault(number, "") : wordsSoFar(number);
            words.add(rest(number, known));
            taken.put(number, count(known));
            failure = failures.getOrDefault(number, failure);
        }
        next(utterance);
        return failure == null
                ? new Input.Ear.FinalWords(
                        utterance,
                        Sensitive.of(
                                words.stream()
                                        .filter(text -> !text.isEmpty())
                                        .collect(Collectors.joining(" "))))
                : new Input.Ear.RecognitionFailed(utterance, failure.failure());
    }

    /// Nobody wants the words of the utterance.
    void cancel(long utterance) {
        if (utterance == current) {
            touched.forEach(number -> taken.put(number, count(wordsSoFar(number))));
            next(utterance);
        }
    }

    /// Whether the caller is speaking: then the next utterance has begun.
    boolean speaks() {
        return speaks;
    }

    long current() {
        return current;
    }

    private void next(long utterance) {
        if (utterance == current) {
            current++;
            touched.removeIf(this::isComplete);
        }
    }

    private boolean isComplete(long number) {
        return segmentsLeft.getOrDefault(number, 0) <= 0;
    }

    private String wordsSoFar(long number) {
        return partialWords.getOrDefault(number, "");
    }

    /// What of the words was not in a turn of before.
    private String rest(long number, String words) {
        int gone = taken.getOrDefault(number, 0);
        return gone == 0
                ? words
                : List.of(words.split(" ")).stream().skip(gone).collect(Collectors.joining(" "));
    }

    private static int count(String words) {
        return words.isEmpty() ? 0 : words.split(" ").length;
    }
}
