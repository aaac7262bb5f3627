package dev.parley.providers.openai;

import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.providers.net.Exchange;
import dev.parley.providers.net.SoundFormat;
import dev.parley.providers.net.SpokenSentence;
import dev.parley.providers.net.TextPieces;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One sentence on its way: as many requests as its length needs, one after the other. Confined to
/// its loop.
final class VoiceRequest implements Exchange.Listener, AutoCloseable {
    private final VoiceRequests requests;
    private final SpokenSentence sentence;
    private final int maxText;
    private final SoundFormat format;
    private SoundStream sound;
    private int from;
    private boolean isOver;
    private boolean hasSounded;
    private @Nullable Exchange exchange;

    VoiceRequest(VoiceRequests requests, SpokenSentence sentence, int maxText, SoundFormat format) {
        this.requests = requests;
        this.sentence = sentence;
        this.maxText = maxText;
        this.format = format;
        this.sound = new SoundStream(format.rate());
    }

    /// Asks for the next piece of the text.
    void next() {
        int to = TextPieces.end(sentence.text(), from, maxText);
        var piece = sentence.text().substring(from, to);
        from = to;
        sound = new SoundStream(format.rate());
        var opened = requests.send(piece, this);
        if (isOver) {
            opened.close();
        } else {
            exchange = opened;
        }
    }

    /// Sound that this client does not decode would be noise to the caller.
    @Override
    public void head(String contentType) {
        var type = contentType.toLowerCase(Locale.ROOT);
        boolean isSound =
                type.isEmpty()
                        || type.startsWith("application/octet-stream")
                        || type.startsWith("audio/pcm")
                        || type.startsWith("audio/l16")
                        || type.startsWith("audio/raw")
                        || type.startsWith("audio/x-raw")
                        || type.startsWith("audio/wav")
                        || type.startsWith("audio/x-wav")
                        || type.startsWith("audio/wave")
                        || type.startsWith("audio/vnd.wave");
        if (!isSound) {
            fail(
                    new ProviderFault(
                            ProviderFailure.PROTOCOL,
                            "expected pcm or wav, got another type of content"));
        }
    }

    @Override
    public void body(Buffer piece) {
        if (!isOver) {
            give(sound.feed(piece.getBytes()));
        }
    }

    private void give(byte[] bytes) {
        if (sound.fault() != null) {
            fail(new ProviderFault(ProviderFailure.PROTOCOL, sound.fault()));
        } else if (bytes.length > 0) {
            hasSounded = true;
            sentence.sound(bytes);
        }
    }

    @Override
    public void end() {
        exchange = null;
        if (isOver) {
            return;
        }
        give(sound.rest());
        if (isOver || sentence.isOver()) {
            over();
        } else if (from < sentence.text().length()) {
            next();
        } else if (hasSounded) {
            over();
            sentence.done();
        } else {
            fail(new ProviderFault(ProviderFailure.ENGINE, "an answer without sound"));
        }
    }

    @Override
    public void failed(ProviderFault fault) {
        exchange = null;
        fail(fault);
    }

    private void fail(ProviderFault fault) {
        if (!isOver) {
            over();
            close();
            sentence.fail(fault);
        }
    }

    private void over() {
        isOver = true;
        requests.over(sentence);
    }

    /// Nobody wants the rest.
    @Override
    public void close() {
        isOver = true;
        if (exchange != null) {
            exchange.close();
            exchange = null;
        }
    }
}
