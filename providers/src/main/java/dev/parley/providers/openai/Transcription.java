package dev.parley.providers.openai;

import dev.parley.audio.WavHeader;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.providers.net.Countdown;
import dev.parley.providers.net.Exchange;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One utterance at a server: the request, and its answer as JSON or as events. Confined to its
/// loop; closing it cancels.
final class Transcription implements Exchange.Listener, AutoCloseable {
    private final KeptUtterance utterance;
    private final Runnable ended;
    private final TranscriptReader reader;
    private final Countdown limit;
    private boolean isOver;
    private @Nullable Exchange exchange;

    private Transcription(
            TranscriptionRecognizer desk,
            KeptUtterance utterance,
            Consumer<String> partial,
            Runnable ended) {
        this.utterance = utterance;
        this.ended = ended;
        this.reader = new TranscriptReader(partial);
        this.limit = new Countdown(desk.loop(), this::tooLate);
    }

    /// @param partial takes what is understood so far
    /// @param ended runs when the utterance has its answer
    static Transcription start(
            TranscriptionRecognizer desk,
            TranscriptionSettings settings,
            KeptUtterance utterance,
            Consumer<String> partial,
            Runnable ended) {
        var transcription = new Transcription(desk, utterance, partial, ended);
        transcription.limit.set(utterance.length().plus(settings.answer()));
        var opened = desk.send(form(settings, utterance), transcription);
        if (transcription.isOver) {
            opened.close();
        } else {
            transcription.exchange = opened;
        }
        return transcription;
    }

    private static MultipartForm form(TranscriptionSettings settings, KeptUtterance utterance) {
        var sound = utterance.takeSound();
        var form =
                new MultipartForm()
                        .file(
                                "file",
                                "utterance.wav",
                                "audio/wav",
                                WavHeader.of(KeptUtterance.RATE, 1, sound.length),
                                sound)
                        .field("model", settings.model())
                        .field("response_format", "json");
        if (!settings.language().isEmpty()) {
            form.field("language", settings.language());
        }
        if (!settings.prompt().isEmpty()) {
            form.field("prompt", settings.prompt());
        }
        if (settings.streams()) {
            form.field("stream", "true");
        }
        for (var field : settings.more().node().properties()) {
            form.field(field.getKey(), field.getValue().asText());
        }
        return form;
    }

    @Override
    public void head(String contentType) {
        reader.head(contentType);
    }

    @Override
    public void body(Buffer piece) {
        if (!isOver) {
            reader.feed(piece.getBytes());
            if (reader.isComplete()) {
                finish();
            }
        }
    }

    @Override
    public void end() {
        exchange = null;
        if (!isOver) {
            reader.end();
            finish();
        }
    }

    @Override
    public void failed(ProviderFault fault) {
        exchange = null;
        if (!isOver) {
            fail(fault);
        }
    }

    private void finish() {
        var words = reader.words();
        if (words != null) {
            over();
            utterance.answer(words);
            ended.run();
        } else {
            fail(reader.fault());
        }
    }

    private void tooLate() {
        fail(new ProviderFault(ProviderFailure.TIMED_OUT, "no words came in time"));
    }

    private void fail(ProviderFault fault) {
        over();
        utterance.answer(fault);
        ended.run();
    }

    private void over() {
        isOver = true;
        limit.close();
        if (exchange != null) {
            exchange.close();
            exchange = null;
        }
    }

    @Override
    public void close() {
        if (!isOver) {
            over();
        }
    }
}
