package dev.parley.transports.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.transports.listen.Listener;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The way out through one socket, in the wire that its first message chose. What is put first
/// leaves first. IO thread of the call only, unless noted.
final class BrowserWire implements Peer {
    /// Clients play sound in blocks of this many samples; a rest waits for more, or is lost.
    private static final int BLOCK_SAMPLES = 128;

    private final ServerWebSocket socket;
    private final boolean isText;
    private boolean takesSound = true;
    private int samplesOfBlock;
    private volatile boolean isCongested;
    private long congestedSince = Long.MIN_VALUE;
    private boolean isClosed;

    BrowserWire(ServerWebSocket socket, boolean isText) {
        this.socket = socket;
        this.isText = isText;
        socket.setWriteQueueMaxSize(Listener.SEND_BUFFER_BYTES);
        socket.drainHandler(_ -> isCongested = false);
    }

    boolean isText() {
        return isText;
    }

    /// Whether the peer wants the agent's sound; a client of the text wire has to ask for it.
    void takeSound(boolean wanted) {
        takesSound = wanted;
    }

    /// Whether more would only pile up. Any thread.
    boolean isFull() {
        return isCongested;
    }

    /// Whether the peer has taken nothing for so long that it counts as lost. To be asked every now
    /// and then.
    boolean isStuck(long now, Duration limit) {
        if (!isCongested) {
            congestedSince = Long.MIN_VALUE;
            return false;
        }
        if (congestedSince == Long.MIN_VALUE) {
            congestedSince = now;
        }
        return now - congestedSince > limit.toNanos();
    }

    void audio(byte[] pcm, int rate) {
        if (!takesSound) {
            return;
        }
        samplesOfBlock = (samplesOfBlock + pcm.length / 2) % BLOCK_SAMPLES;
        if (isText) {
            var data =
                    Rtvi.object()
                            .put("audio", Base64.getEncoder().encodeToString(pcm))
                            .put("sampleRate", rate);
            write(Rtvi.message("eval-bot-audio", null, data));
        } else {
            write(FrameWriter.audio(pcm, rate));
        }
    }

    /// No more sound comes for a while: fills the block that the client holds back.
    void completeBlock(int rate) {
        if (samplesOfBlock > 0) {
            audio(new byte[2 * (BLOCK_SAMPLES - samplesOfBlock)], rate);
        }
    }

    @Override
    public void tell(String type, @Nullable JsonNode data) {
        answer(type, null, data);
    }

    @Override
    public void interrupt() {
        if (!isText) {
            write(FrameWriter.interruption());
        }
    }

    /// Answers the message with this id.
    void answer(String type, @Nullable String id, @Nullable JsonNode data) {
        var message = Rtvi.message(type, id, data);
        if (isText) {
            write(message);
        } else {
            write(FrameWriter.message(message));
        }
    }

    void error(String what, boolean isFatal) {
        tell("error", Rtvi.object().put("error", what).put("fatal", isFatal));
    }

    void refuse(String id, String what) {
        answer("error-response", id, Rtvi.object().put("error", what));
    }

    /// Ends the connection behind everything sent before.
    void close(int code, String reason) {
        if (!isClosed) {
            isClosed = true;
            socket.close((short) code, reason);
        }
    }

    /// Nothing more can leave.
    void markClosed() {
        isClosed = true;
    }

    private void write(String text) {
        if (!isClosed && !socket.isClosed()) {
            socket.writeTextMessage(text);
            noteCongestion();
        }
    }

    private void write(byte[] bytes) {
        if (!isClosed && !socket.isClosed()) {
            socket.writeBinaryMessage(Buffer.buffer(bytes));
            noteCongestion();
        }
    }

    private void noteCongestion() {
        if (!isCongested && socket.writeQueueFull()) {
            isCongested = true;
        }
    }
}
