package dev.parley.transports.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.call.leg.CallDesk;
import dev.parley.call.leg.LegEvents.LegEnd;
import dev.parley.transports.listen.Breach;
import dev.parley.transports.listen.FaultLog;
import dev.parley.transports.listen.MediaLoop;
import dev.parley.transports.listen.SocketSession;
import io.vertx.core.http.ServerWebSocket;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// One socket from the first message to the last: checks what the client says and passes it to the
/// call. What happens on bad input is said by [BrowserFault].
///
/// Runs on the event loop of the socket, and from `client-ready` on on that of its call; the two
/// are the same but for a socket that comes back over another loop.
final class BrowserSession implements SocketSession {
    private static final int MAX_WRONG_WIRE = 3;
    private static final int MAX_ERROR_CHARS = 200;

    private final MediaLoop loop;
    private final ServerWebSocket socket;
    private final Request request;
    private final Parts parts;
    private final Set<BrowserFault> logged = EnumSet.noneOf(BrowserFault.class);
    private final MessagePace pace;
    private final boolean isFlagged;
    private @Nullable BrowserWire wire;
    private @Nullable BrowserLeg leg;
    private volatile boolean isWaiting = true;
    private volatile @Nullable MediaLoop home;
    private boolean skipsSpeech;
    private boolean capturesSound;
    private boolean isOver;
    private int tolerated;
    private int wrongWire;

    /// What the sessions of one event loop share.
    record Parts(
            BrowserSettings settings,
            CallDesk desk,
            Entrance entrance,
            FaultLog<BrowserFault> faults,
            BrowserLeg.Parts legs,
            Set<BrowserLeg> calls,
            FrameReader frames,
            ClientMessageReader messages) {
        Clocks clocks() {
            return legs.clocks();
        }
    }

    BrowserSession(MediaLoop loop, ServerWebSocket socket, Request request, Parts parts) {
        this.loop = loop;
        this.socket = socket;
        this.request = request;
        this.parts = parts;
        this.pace = new MessagePace(parts.clocks().nanos().getAsLong());
        this.skipsSpeech = request.skipsSpeech();
        this.capturesSound = request.capturesSound();
        this.isFlagged = skipsSpeech || capturesSound;
    }

    // The socket.

    @Override
    public void text(byte[] message, int length) {
        onHome(message, length, true);
    }

    @Override
    public void binary(byte[] message, int length) {
        onHome(message, length, false);
    }

    @Override
    public void breach(Breach breach) {
        onHome(() ->
                fault(
                        switch (breach) {
                            case TOO_LARGE -> BrowserFault.TOO_LARGE;
                            case BAD_FRAME -> BrowserFault.BAD_FRAME;
                            case SILENT -> BrowserFault.SILENT;
                            case INTERNAL -> BrowserFault.INTERNAL;
                        }));
    }

    @Override
    public void startIsDue() {
        onHome(() -> {
            if (leg == null) {
                fault(BrowserFault.NO_CLIENT_READY);
            }
        });
    }

    @Override
    public boolean isWaiting() {
        return isWaiting;
    }

    @Override
    public void serverStops() {
        onHome(() -> close(1001, "server stops"));
    }

    @Override
    public void closed(int closeCode) {
        onHome(() -> closedNow(closeCode));
    }

    private void closedNow(int closeCode) {
        if (wire != null) {
            wire.markClosed();
        }
        if (isOver) {
            return;
        }
        boolean isBreak = closeCode == ABNORMAL || closeCode == 1001;
        if (isBreak && leg != null && leg.isResumable()) {
            leave();
            leg.away(this);
        } else if (closeCode == ABNORMAL) {
            fault(BrowserFault.VANISHED);
        } else {
            end(LegEnd.HUNG_UP);
        }
    }

    /// A socket that came back to a call of another loop is heard on that loop.
    private void onHome(byte[] message, int length, boolean isText) {
        if (home == null) {
            heard(message, length, isText);
        } else {
            byte[] copy = Arrays.copyOf(message, length);
            onHome(() -> heard(copy, copy.length, isText));
        }
    }

    private void onHome(Runnable step) {
        var other = home;
        if (other == null) {
            step.run();
        } else {
            other.outbox()
                    .execute(() -> {
                        try {
                            step.run();
                        } catch (RuntimeException _) {
                            fault(BrowserFault.INTERNAL);
                        }
                    });
        }
    }

    // Messages.

    private void heard(byte[] message, int length, boolean isText) {
        if (isOver) {
            return;
        }
        var open = wireOf(isText);
        long now = parts.clocks().nanos().getAsLong();
        if (!pace.admits(now)) {
            fault(BrowserFault.FLOOD);
        } else if (open.isText() != isText) {
            wrongWire(open);
        } else if (isText) {
            message(message, 0, length, now);
        } else {
            frame(message, length, now);
        }
    }

    private BrowserWire wireOf(boolean isText) {
        var open = wire;
        if (open == null) {
            open = new BrowserWire(socket, isText);
            wire = open;
        }
        return open;
    }

    private void wrongWire(BrowserWire open) {
        boolean isLast = ++wrongWire == MAX_WRONG_WIRE;
        open.error(
                open.isText()
                        ? "expected text messages, as the first one was; got a binary one"
                        : "expected binary messages, as the first one was; got a text",
                isLast);
        fault(BrowserFault.WRONG_WIRE);
        if (isLast && !isOver) {
            close(1002, BrowserFault.WRONG_WIRE.plainName());
            end(LegEnd.PROTOCOL_ERROR);
        }
    }

    private void frame(byte[] message, int length, long now) {
        var frames = parts.frames();
        switch (frames.read(message, length)) {
            case AUDIO ->
                    sound(
                            message,
                            frames.start(),
                            frames.length(),
                            frames.rate(),
                            frames.channels(),
                            now);
            case MESSAGE -> message(message, frames.start(), frames.length(), now);
            case OTHER -> fault(BrowserFault.FOREIGN_MESSAGE);
            case MALFORMED -> fault(BrowserFault.GARBAGE);
        }
    }

    private void message(byte[] bytes, int offset, int length, long now) {
        switch (parts.messages().read(bytes, offset, length)) {
            case ClientMessage.Ready ready -> ready(ready);
            case ClientMessage.Written written -> written(written);
            case ClientMessage.Keys(var id, var buttons) -> keys(id, buttons);
            case ClientMessage.App(var id, var name, var details) -> app(id, name, details);
            case ClientMessage.Disconnect _ -> disconnect();
            case ClientMessage.Sound sound -> sound(sound, now);
            case ClientMessage.Ignored _ -> {}
            case ClientMessage.Unsupported(var id, var type) -> {
                fault(BrowserFault.UNKNOWN_TYPE);
                refuse(id, "Unsupported type " + type);
            }
            case ClientMessage.Invalid(var id, var what) -> {
                fault(BrowserFault.BAD_MESSAGE);
                refuse(id, "Invalid message: " + what);
            }
            case ClientMessage.WithoutId(var type) -> {
                fault(BrowserFault.NO_ID);
                if (wire != null) {
                    wire.error("Invalid message: " + type + " without an id", false);
                }
            }
            case ClientMessage.Foreign _ -> fault(BrowserFault.FOREIGN_MESSAGE);
            case ClientMessage.Malformed _ -> fault(BrowserFault.GARBAGE);
        }
    }

    private void refuse(String id, String what) {
        if (wire != null && !isOver) {
            wire.refuse(id, shortened(what));
        }
    }

    private static String shortened(String what) {
        return what.length() <= MAX_ERROR_CHARS ? what : what.substring(0, MAX_ERROR_CHARS);
    }

    // The beginning.

    private void ready(ClientMessage.Ready ready) {
        var id = ready.id();
        var client = ClientVersion.of(ready.version());
        // The published JavaScript client does not know the frame and logs an error for each.
        wireOf(false).takeInterruptions(!ready.library().equals("@pipecat-ai/client-js"));
        if (leg != null) {
            fault(BrowserFault.SECOND_CLIENT_READY);
            greet(id, client);
        } else if (request.resume().isEmpty()) {
            begin(id, client);
        } else {
            comeBack(id, client);
        }
    }

    private void begin(String id, ClientVersion client) {
        var open = wireOf(false);
        open.takeSound(!open.isText() || capturesSound);
        var made =
                new BrowserLeg(
                        loop,
                        parts.legs(),
                        request.codec(),
                        skipsSpeech,
                        request.isResumable(),
                        this::callIsOver);
        leg = made;
        isWaiting = false;
        parts.calls().add(made);
        var offer =
                new CallDesk.Offer(
                        "browser", sessionName(), request.agent(), request.caller(), "", Map.of());
        switch (parts.desk().offer(offer, made)) {
            case CallDesk.Answer.Admitted(String callId, var events) -> {
                made.admitted(callId, events);
                made.attach(this, open, client.isVersion1());
                if (made.isResumable()) {
                    parts.entrance().keep(made);
                }
                greet(id, client);
            }
            case CallDesk.Answer.Declined(String reason) -> {
                open.error("no call now: " + reason, true);
                // 1013 "try again later" where it may help, else 1008 "policy" (RFC 6455 §7.4).
                boolean isPassing = reason.equals("full") || reason.equals("draining");
                close(isPassing ? 1013 : 1008, "declined: " + reason);
                leave();
                made.end(this, LegEnd.HUNG_UP);
            }
        }
    }

    private void comeBack(String id, ClientVersion client) {
        var found = parts.entrance().callOf(request);
        if (found.isEmpty()) {
            wireOf(false).error("the call is over", true);
            close(1008, "call is over");
            leave();
            return;
        }
        var its = found.get();
        isWaiting = false;
        if (!its.home().equals(loop)) {
            home = its.home();
        }
        onHome(() -> comeBack(its, id, client));
    }

    private void comeBack(BrowserLeg its, String id, ClientVersion client) {
        if (its.isOver()) {
            wireOf(false).error("the call is over", true);
            close(1008, "call is over");
            leave();
            return;
        }
        leg = its;
        var open = wireOf(false);
        open.takeSound(!open.isText() || capturesSound);
        its.attach(this, open, client.isVersion1());
        greet(id, client);
        tellCall(its, true);
        its.backToCall();
    }

    /// The call was answered.
    void callBegan() {
        if (leg != null) {
            tellCall(leg, false);
        }
    }

    private void greet(String id, ClientVersion client) {
        var open = wireOf(false);
        if (!client.isKnown()) {
            open.refuse(
                    id,
                    "RTVI version: expected 1.x or 2.x, got \"%s\". Compatibility issues may occur."
                            .formatted(shortened(client.text())));
        }
        var data = Rtvi.object().put("version", client.answer());
        data.putObject("about").put("library", "parley").put("library_version", "0.1.0");
        if (!client.isVersion1()) {
            data.putObject("capabilities")
                    .put("audio_in", true)
                    .put("audio_out", leg == null || !leg.isTextOnly())
                    .put("video_in", false)
                    .put("screen_in", false)
                    .put("video_out", false)
                    .put("metrics", true);
        }
        open.answer("bot-ready", id, data);
    }

    private void tellCall(BrowserLeg its, boolean isResumed) {
        its.narrator().own("call", callOf(its, isResumed));
    }

    private ObjectNode callOf(BrowserLeg its, boolean isResumed) {
        var tokens = parts.entrance().tokens();
        var data =
                Rtvi.object()
                        .put("call_id", its.callId())
                        .put("agent", its.agent())
                        .put("resumed", isResumed)
                        .put(
                                "records",
                                tokens.issue(
                                        Entrance.RECORDS,
                                        its.callId(),
                                        parts.settings().recordsLife()));
        if (its.isResumable()) {
            data.put(
                    "resume",
                    tokens.issue(Entrance.RESUME, its.callId(), parts.settings().recordsLife()));
        }
        return data;
    }

    // The call.

    private void written(ClientMessage.Written written) {
        var call = callFor(written.id());
        if (call == null) {
            return;
        }
        if (written.answer()) {
            call.narrator().typed(written.id(), written.content(), written.voiced());
        } else {
            call.narrator().noted(written.id(), written.content());
        }
        var events = call.events();
        if (events != null) {
            events.written(written.content(), written.answer(), written.voiced());
        }
    }

    private void keys(String id, String buttons) {
        var call = callFor(id);
        var events = call == null ? null : call.events();
        if (events != null) {
            for (int i = 0; i < buttons.length(); i++) {
                events.key(buttons.charAt(i));
            }
        }
    }

    private @Nullable BrowserLeg callFor(String id) {
        if (leg == null) {
            fault(BrowserFault.NOT_READY);
            refuse(id, "Invalid message: client-ready was expected first");
        }
        return leg;
    }

    private void app(String id, String name, JsonNode details) {
        switch (name) {
            case "eval-connect" -> {
                if (!isFlagged && leg == null) {
                    skipsSpeech = details.path("skip_tts").asBoolean(false);
                    capturesSound = details.path("capture_bot_audio").asBoolean(false);
                }
            }
            case "eval-configure" -> {
                if (parts.settings().isTestProfile() && leg != null) {
                    disclose(leg, details.path("function_call_report_level").path("*").asText(""));
                }
            }
            case "eval-context", "eval-image" -> {}
            case "eval-cancel" -> {
                close(1000, "eval over");
                end(LegEnd.HUNG_UP);
            }
            case "call" -> {
                var call = callFor(id);
                if (call != null) {
                    respond(id, name, callOf(call, false));
                }
            }
            case "turn" -> talkKey(id, name, details.path("open"));
            case "ping" -> respond(id, name, null);
            default -> {
                fault(BrowserFault.UNKNOWN_TYPE);
                refuse(id, "Unknown request " + name);
            }
        }
    }

    /// Push to talk: the turn begins and ends by hand, where the server is set to that.
    private void talkKey(String id, String name, JsonNode isOpen) {
        if (!isOpen.isBoolean()) {
            fault(BrowserFault.BAD_MESSAGE);
            refuse(id, "Invalid message: open: expected true or false");
            return;
        }
        var call = callFor(id);
        var events = call == null ? null : call.events();
        if (events != null) {
            if (isOpen.booleanValue()) {
                events.turnOpened();
            } else {
                events.turnClosed();
            }
            respond(id, name, null);
        }
    }

    private static void disclose(BrowserLeg its, String level) {
        for (var disclosure : ToolDisclosure.values()) {
            if (disclosure.name().equalsIgnoreCase(level)) {
                its.narrator().disclose(disclosure);
            }
        }
    }

    private void respond(String id, String name, @Nullable JsonNode details) {
        var data = Rtvi.object().put("t", name);
        if (details != null) {
            data.set("d", details);
        }
        wireOf(false).answer("server-response", id, data);
    }

    private void disconnect() {
        if (leg == null) {
            close(1000, "bye");
            end(LegEnd.HUNG_UP);
        } else {
            leg.finish();
        }
    }

    private void sound(ClientMessage.Sound sound, long now) {
        if (sound.pieces().isEmpty()) {
            fault(BrowserFault.BAD_SOUND);
        }
        for (var piece : sound.pieces()) {
            byte[] pcm;
            try {
                pcm = Base64.getDecoder().decode(piece);
            } catch (IllegalArgumentException _) {
                fault(BrowserFault.BAD_SOUND);
                continue;
            }
            sound(pcm, 0, pcm.length, sound.rate(), sound.channels(), now);
        }
    }

    private void sound(byte[] pcm, int offset, int length, int rate, int channels, long now) {
        if (leg == null) {
            fault(BrowserFault.NOT_READY);
            return;
        }
        switch (leg.microphone().hear(pcm, offset, length, rate, channels, now)) {
            case PASSED -> {}
            case TOO_FAST -> fault(BrowserFault.TOO_FAST);
            case FLOOD -> fault(BrowserFault.FLOOD);
            case BAD -> fault(BrowserFault.BAD_SOUND);
        }
    }

    // The end.

    /// Counts a fault, logs the first of its kind, and does what its rule says.
    void fault(BrowserFault fault) {
        if (isOver) {
            return;
        }
        parts.faults().count(fault);
        if (logged.add(fault)) {
            parts.faults().log(fault, leg == null ? "" : leg.callId(), "");
        }
        switch (fault.rule()) {
            case IGNORED -> {}
            case TOLERATED -> {
                if (++tolerated > parts.settings().maxFaults()) {
                    fault(BrowserFault.TOO_MANY);
                }
            }
            case ENDS -> ends(fault);
        }
    }

    private void ends(BrowserFault fault) {
        if (wire != null && !fault.isLoss()) {
            wire.error(fault.plainName(), true);
        }
        close(fault.closeCode(), fault.plainName());
        if (fault.isLoss() && leg != null && leg.isResumable()) {
            leave();
            leg.away(this);
        } else {
            end(fault.isLoss() ? LegEnd.LOST : LegEnd.PROTOCOL_ERROR);
        }
    }

    /// Another socket took over this call.
    void takenOver(int closeCode) {
        close(closeCode, "taken over");
        leave();
    }

    /// Closes the socket behind everything sent before.
    void close(int code, String reason) {
        if (wire != null) {
            wire.close(code, reason);
        } else if (!socket.isClosed()) {
            socket.close((short) code, reason);
        }
    }

    private void end(LegEnd how) {
        leave();
        if (leg != null) {
            leg.end(this, how);
        }
    }

    private void leave() {
        isOver = true;
        isWaiting = false;
    }

    private void callIsOver() {
        if (leg != null) {
            parts.entrance().forget(leg);
            parts.calls().remove(leg);
        }
    }

    private static String sessionName() {
        byte[] name = new byte[8];
        ThreadLocalRandom.current().nextBytes(name);
        return "browser-" + HexFormat.of().formatHex(name);
    }
}
