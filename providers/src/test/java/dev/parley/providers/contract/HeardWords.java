package dev.parley.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// What a call's recognition told.
public final class HeardWords implements Recognizer.Listener {
    private final Map<Long, List<String>> ends = new ConcurrentHashMap<>();
    private final Map<Long, List<String>> partials = new ConcurrentHashMap<>();
    private final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void partialWords(long utterance, String words) {
        partials.computeIfAbsent(utterance, _ -> new CopyOnWriteArrayList<>()).add(words);
    }

    @Override
    public void finalWords(long utterance, String words) {
        end(utterance, "words " + words);
    }

    @Override
    public void failed(long utterance, ProviderFailure failure) {
        end(utterance, "failed " + failure);
    }

    @Override
    public void endOfTurn(long utterance, double certainty) {
        events.add("end " + utterance + " " + certainty);
    }

    @Override
    public void eagerEndOfTurn(long utterance) {
        events.add("eager " + utterance);
    }

    @Override
    public void turnResumed(long utterance) {
        events.add("resumed " + utterance);
    }

    private void end(long utterance, String how) {
        ends.merge(
                utterance,
                List.of(how),
                (before, now) -> Stream.concat(before.stream(), now.stream()).toList());
    }

    /// "words …" or "failed KIND", after exactly one came.
    public String awaitEnd(long utterance) throws InterruptedException {
        Patience.until("utterance " + utterance + " has an end", () -> ends.containsKey(utterance));
        var all = ends.getOrDefault(utterance, List.of());
        assertThat(all).as("ends of utterance " + utterance).hasSize(1);
        return all.getFirst();
    }

    public boolean wasTold(long utterance) {
        return ends.containsKey(utterance) || partials.containsKey(utterance);
    }

    public List<String> ends(long utterance) {
        return ends.getOrDefault(utterance, List.of());
    }

    public List<String> partials(long utterance) {
        return partials.getOrDefault(utterance, List.of());
    }

    public List<String> events() {
        return events;
    }
}
