package dev.parley.it.browser;

import dev.parley.sim.rtvi.RtviEvent;
import dev.parley.sim.rtvi.RtviPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// Somebody who talks with the agent by writing: reads each reply to its end and answers what it
/// asks.
final class Typist {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final RtviPeer peer;
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final List<String> replies = new ArrayList<>();
    private final boolean listens;
    private int read;

    /// @param listens whether this one hears a question to its end before answering
    Typist(RtviPeer peer, boolean listens) {
        this.peer = peer;
        this.listens = listens;
    }

    /// What to write when a reply has this part; the first that fits is taken.
    Typist when(String part, String answer) {
        answers.put(part, answer);
        return this;
    }

    /// Waits for the next reply, whole.
    String reply() throws InterruptedException, TimeoutException {
        var text = new StringBuilder();
        int from = read;
        try {
            peer.events().await(from, event -> event.type().equals("bot-llm-stopped"), PATIENCE);
        } catch (TimeoutException silent) {
            throw new IllegalStateException("no reply; so far " + replies, silent);
        }
        for (RtviEvent event : peer.events().all().subList(from, peer.events().size())) {
            read++;
            if (event.type().equals("bot-llm-text")) {
                text.append(event.text("text"));
            }
            if (event.type().equals("bot-llm-stopped")) {
                break;
            }
        }
        replies.add(text.toString());
        return text.toString();
    }

    /// Answers until a reply has this part; gives everything the agent said. Throws with the talk
    /// so far if the agent asks what nobody thought of, or after forty replies.
    String until(String part) throws InterruptedException, TimeoutException {
        var said = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            var reply = reply();
            said.append(reply).append('\n');
            if (reply.contains(part)) {
                return said.toString();
            }
            if (reply.contains("still there")) {
                throw new IllegalStateException("asked and not answered: " + replies);
            }
            var answer = answer(reply);
            if (!answer.isEmpty()) {
                if (listens) {
                    peer.events().await(read, Typist::isEndOfSpeech, PATIENCE);
                }
                replies.add("> " + answer);
                peer.write(answer);
            }
        }
        throw new IllegalStateException("never came to \"" + part + "\": " + replies);
    }

    private String answer(String reply) {
        return answers.entrySet().stream()
                .filter(entry -> reply.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static boolean isEndOfSpeech(RtviEvent event) {
        return event.type().equals("bot-stopped-speaking");
    }
}
