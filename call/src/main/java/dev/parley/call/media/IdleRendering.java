package dev.parley.call.media;

import dev.parley.call.speech.Synthesizer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renders what is said in most calls while the server has nothing better to do: one sentence after
/// the other, on the virtual thread `sentences`. A sentence that is not there yet, or that the
/// voice refuses, is rendered when it is said, as any other.
public final class IdleRendering implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IdleRendering.class);
    private static final Duration LATER = Duration.ofMillis(500);

    private final FixedSentences fixed;
    private final List<String> sentences;
    private final Synthesizer voice;
    private final BooleanSupplier isIdle;
    private final Thread thread;

    /// Begins at once.
    ///
    /// @param isIdle asked before each sentence, on a thread of ours
    public IdleRendering(
            FixedSentences fixed,
            Collection<String> sentences,
            Synthesizer voice,
            BooleanSupplier isIdle) {
        this.fixed = fixed;
        this.sentences = List.copyOf(sentences);
        this.voice = voice;
        this.isIdle = isIdle;
        this.thread = Thread.ofVirtual().name("sentences").start(this::run);
    }

    private void run() {
        long began = System.nanoTime();
        try {
            for (var text : sentences) {
                while (!isIdle.getAsBoolean()) {
                    Thread.sleep(LATER);
                }
                render(text);
            }
            log.atInfo()
                    .addKeyValue("sentences", fixed.count())
                    .addKeyValue("millis", (System.nanoTime() - began) / 1_000_000)
                    .log("fixed sentences rendered");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void render(String text) throws InterruptedException {
        try {
            fixed.add(text, voice);
        } catch (IllegalStateException refused) {
            log.atWarn()
                    .addKeyValue("reason", refused.getMessage())
                    .log("fixed sentence not rendered, it is when it is said");
        }
    }

    /// Waits until every sentence was tried.
    void await() throws InterruptedException {
        thread.join();
    }

    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
