package dev.parley.providers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.speech.Synthesizer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// A server on a socket that answers each sentence with odd messages before the proper end, or cuts
/// the connection. Every sentence must have one end, and the voice must outlive it.
public final class Storm {
    /// For each sentence, on average.
    public static final int MESSAGES = 20;

    private static final String SENTENCE = "Nine o'clock is free.";

    private final Mutation mutation;
    private final String end;
    private volatile boolean isOver;
    private final ReentrantLock lock = new ReentrantLock();

    /// @param end a message that ends a sentence properly
    public Storm(long seed, List<String> real, String end) {
        this.mutation = new Mutation(seed, real);
        this.end = end;
    }

    /// Answers one sentence. One server thread at a time.
    ///
    /// @param addressed makes a message one of this sentence
    public void blow(RawSocket socket, RawServer.Peer peer, UnaryOperator<String> addressed)
            throws IOException {
        lock.lock();
        try {
            answer(socket, peer, addressed);
        } finally {
            lock.unlock();
        }
    }

    private void answer(RawSocket socket, RawServer.Peer peer, UnaryOperator<String> addressed)
            throws IOException {
        if (isOver) {
            socket.text(addressed.apply(end));
            return;
        }
        for (int i = mutation.choice(2 * MESSAGES); i > 0; i--) {
            if (mutation.choice(5) == 0) {
                socket.binary(mutation.noise(300));
            } else {
                socket.text(addressed.apply(mutation.text()));
            }
        }
        if (mutation.choice(4) == 0) {
            peer.close();
        } else {
            socket.text(addressed.apply(end));
        }
    }

    /// Speaks so many sentences in the storm and one after it.
    public void over(Synthesizer voice, int sentences) throws InterruptedException {
        for (int i = 0; i < sentences; i++) {
            assertThat(speak(voice)).isNotEmpty();
        }
        isOver = true;
        var last = "";
        // Connections of the storm may still be under way.
        for (int i = 0; i < 50 && !last.equals("done"); i++) {
            last = speak(voice);
        }
        assertThat(last).isEqualTo("done");
    }

    private static String speak(Synthesizer voice) throws InterruptedException {
        var heard = new HeardSound();
        var _ = voice.speak(SENTENCE, heard);
        return heard.awaitEnd();
    }
}
