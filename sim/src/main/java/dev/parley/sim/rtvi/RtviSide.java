package dev.parley.sim.rtvi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.websocket.WebSocketLine.Incoming;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client's side of one session without network and clock: [#tick] is 20 ms. What it returns is
/// to be sent, in order. Not thread-safe.
final class RtviSide {
    private static final int TICK_MILLIS = 20;

    private final RtviCall call;
    private final Person person;
    private final Judge judge;
    private final ClientMessages messages;
    private final Microphone microphone;
    private final Player player;
    private final RtviRecording recording;
    private final RtviEvents events;
    private boolean isMuted;
    private long ticks;

    RtviSide(RtviCall call, Person person, RtviRecording recording, RtviEvents events) {
        this.call = call;
        this.person = person;
        this.judge = new Judge(call);
        this.messages = new ClientMessages(call);
        this.microphone = new Microphone(call.wire(), call.micRate(), call.micChannels());
        this.player = new Player(call.playerRate());
        this.recording = recording;
        this.events = events;
    }

    Judge judge() {
        return judge;
    }

    ClientMessages messages() {
        return messages;
    }

    List<Outgoing> opening() {
        var faults = call.faults();
        List<Outgoing> opening = new ArrayList<>();
        if (faults.contains(RtviFault.NO_CLIENT_READY)
                || faults.contains(RtviFault.SOUND_WITHOUT_READY)) {
            return opening;
        }
        if (call.wire() == RtviWire.TEXT) {
            opening.add(evalConnect());
        }
        opening.add(ready());
        return opening;
    }

    Outgoing ready() {
        var ready = messages.clientReady(messages.nextId());
        if (call.faults().contains(RtviFault.READY_WITHOUT_ID)) {
            ready.remove("id");
        }
        return send(ready);
    }

    /// A message of the client; `id` is empty for a fresh one.
    Outgoing message(String type, String id, @Nullable JsonNode data) {
        return send(messages.message(type, id.isEmpty() ? messages.nextId() : id, data));
    }

    /// The next 20 ms: the person hears and speaks.
    List<Outgoing> tick() {
        long millis = millis();
        var heard = player.next();
        person.hear(heard.clone(), millis);
        var said = person.speak(millis);
        if (said.length != Person.FRAME) {
            throw new IllegalArgumentException(
                    "expected a frame of %d samples, got %d".formatted(Person.FRAME, said.length));
        }
        recording.add(said, heard);
        ticks++;
        if (isMuted || call.faults().contains(RtviFault.NO_CLIENT_READY)) {
            return List.of();
        }
        return microphone.take(said).stream().map(messages::sound).toList();
    }

    /// Takes a message of the server. True if the client would now disconnect by itself, as the
    /// published one does on a fatal error.
    boolean received(Incoming incoming, long nanos, long millis) {
        var read =
                switch (incoming) {
                    case Incoming.Text(String text) -> judge.text(text, nanos, millis);
                    case Incoming.Binary(byte[] bytes) -> judge.binary(bytes, nanos, millis);
                    case Incoming.Close _, Incoming.Broken _ ->
                            new Judge.Read(List.of(), new byte[0]);
                };
        if (read.sound().length > 0) {
            player.add(read.sound());
        }
        read.events().forEach(events::add);
        return read.events().stream().anyMatch(RtviSide::isFatal);
    }

    void mute(boolean muted) {
        isMuted = muted;
        microphone.mute();
    }

    /// Milliseconds since the session began, by the frames played.
    long millis() {
        return ticks * TICK_MILLIS;
    }

    long waitingMillis() {
        return player.waitingMillis();
    }

    private Outgoing send(ObjectNode message) {
        judge.sent(message);
        return messages.wrap(message);
    }

    /// The Python harness says on connect what it wants (sheet of its wire, section 12).
    private Outgoing evalConnect() {
        var flags =
                ClientMessages.object()
                        .put("skip_tts", "true".equals(call.queries().get("skip_tts")))
                        .put("capture_bot_audio", call.wantsSound())
                        .put("capture_bot_images", false);
        var data = ClientMessages.object().put("t", "eval-connect");
        data.set("d", flags);
        return message("client-message", "eval-connect", data);
    }

    private static boolean isFatal(RtviEvent event) {
        return event.type().equals("error") && event.data().path("fatal").asBoolean();
    }
}
