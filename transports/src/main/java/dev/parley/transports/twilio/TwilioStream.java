package dev.parley.transports.twilio;

import dev.parley.call.EndReason;
import dev.parley.call.leg.CallDesk;
import dev.parley.call.leg.LegEvents;
import dev.parley.compliance.Sensitive;
import dev.parley.meter.Meters;
import dev.parley.transports.listen.FaultLog;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One media socket from the first message to the last: checks what Twilio says and passes it to
/// the call. Every method runs on the IO thread of the socket. What happens on bad input is said by
/// [MediaFault].
final class TwilioStream {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String KEYS = "0123456789*#ABCD";

    private final Wire wire;
    private final Parts parts;
    private final Set<MediaFault> logged = EnumSet.noneOf(MediaFault.class);
    private State state = State.OPENED;
    private int tolerated;
    private String callId = "";
    private String carrierCallId = "";
    private byte[] streamSid = new byte[0];
    private @Nullable TwilioLeg leg;
    private @Nullable LegEvents events;
    private MediaPace pace;

    private enum State {
        OPENED,
        CONNECTED,
        TALKING,
        OVER
    }

    /// What the streams of one event loop share.
    record Parts(
            TwilioSettings settings,
            CallDesk desk,
            FaultLog<MediaFault> faults,
            Meters.Counter unsent,
            LongSupplier nanoTime,
            MessageReader reader,
            MediaScanner scanner) {}

    TwilioStream(Wire wire, Parts parts) {
        this.wire = wire;
        this.parts = parts;
        this.pace = new MediaPace(parts.nanoTime().getAsLong());
    }

    /// A whole text message; the array is the caller's and may be reused.
    void text(byte[] message, int length) {
        if (state == State.OVER) {
            return;
        }
        long now = parts.nanoTime().getAsLong();
        if (!pace.admitsMessage(now)) {
            fault(MediaFault.FLOOD);
            return;
        }
        var scanner = parts.scanner();
        if (state == State.TALKING && scanner.scan(message, length)) {
            if (scanner.isOfStream(streamSid)) {
                sound(scanner.audio(), scanner.audioLength(), scanner.timestamp(), now);
            } else {
                fault(MediaFault.FOREIGN_STREAM);
            }
            return;
        }
        switch (parts.reader().read(message, length)) {
            case PeerMessage.Connected _ -> connected();
            case PeerMessage.Start start -> start(start, now);
            case PeerMessage.Media media -> {
                if (isExpected(media.streamSid())) {
                    media(media, now);
                }
            }
            case PeerMessage.Dtmf dtmf -> {
                if (isExpected(dtmf.streamSid())) {
                    key(dtmf.digit());
                }
            }
            case PeerMessage.Mark mark -> {
                if (isExpected(mark.streamSid())) {
                    mark(mark.name());
                }
            }
            case PeerMessage.Stop stop -> {
                if (isExpected(stop.streamSid())) {
                    end(LegEvents.LegEnd.HUNG_UP, 1000, "stopped");
                }
            }
            case PeerMessage.Unknown _ -> fault(MediaFault.UNKNOWN_EVENT);
            case PeerMessage.Malformed _ -> fault(MediaFault.GARBAGE);
        }
    }

    /// The socket is closed, by a close frame (`byFrame`) or without one.
    void closed(boolean byFrame) {
        if (state == State.OVER) {
            return;
        }
        if (byFrame) {
            end(LegEvents.LegEnd.HUNG_UP, 1000, "closed");
        } else {
            fault(MediaFault.VANISHED);
        }
    }

    /// The time for `start` is over.
    void startIsDue() {
        if (state == State.OPENED || state == State.CONNECTED) {
            fault(MediaFault.NO_START);
        }
    }

    boolean isWaiting() {
        return state == State.OPENED || state == State.CONNECTED;
    }

    boolean isOver() {
        return state == State.OVER;
    }

    /// Counts a fault, logs the first of its kind, and does what its rule says.
    void fault(MediaFault fault) {
        if (state == State.OVER) {
            return;
        }
        parts.faults().count(fault);
        if (logged.add(fault)) {
            parts.faults().log(fault, callId, carrierCallId);
        }
        switch (fault.rule()) {
            case IGNORED -> {}
            case TOLERATED -> {
                if (++tolerated > parts.settings().maxFaults()) {
                    fault(MediaFault.TOO_MANY);
                }
            }
            case ENDS -> end(endOf(fault), closeCode(fault), fault.plainName());
        }
    }

    private void connected() {
        if (state == State.OPENED) {
            state = State.CONNECTED;
        } else {
            fault(MediaFault.OUT_OF_ORDER);
        }
    }

    private void start(PeerMessage.Start start, long now) {
        if (state == State.TALKING) {
            fault(MediaFault.SECOND_START);
            return;
        }
        if (state == State.OPENED) {
            fault(MediaFault.OUT_OF_ORDER);
        }
        boolean sameSid =
                start.innerStreamSid().isEmpty()
                        || start.innerStreamSid().equals(start.streamSid());
        if (!sameSid
                || !ID.matcher(start.streamSid()).matches()
                || !start.encoding().equals("audio/x-mulaw")
                || start.sampleRate() != 8000
                || start.channels() != 1) {
            fault(MediaFault.BAD_START);
            return;
        }
        carrierCallId = ID.matcher(start.callSid()).matches() ? start.callSid() : start.streamSid();
        streamSid = start.streamSid().getBytes(StandardCharsets.US_ASCII);
        offer(start, now);
    }

    private void offer(PeerMessage.Start start, long now) {
        var rest = new HashMap<>(start.parameters());
        var agent = taken(rest.remove("agent"));
        var from = taken(rest.remove("From"));
        var to = taken(rest.remove("To"));
        var made =
                new TwilioLeg(
                        wire,
                        start.streamSid(),
                        parts.nanoTime(),
                        parts.settings().stuckTimeout(),
                        parts.unsent(),
                        () -> fault(MediaFault.STOPPED_READING),
                        this::hangUp);
        leg = made;
        pace = new MediaPace(now);
        state = State.TALKING;
        var offer =
                new CallDesk.Offer("twilio", carrierCallId, agent, Sensitive.of(from), to, rest);
        switch (parts.desk().offer(offer, made)) {
            case CallDesk.Answer.Admitted(String id, LegEvents its) -> {
                callId = id;
                events = its;
            }
            case CallDesk.Answer.Declined(String reason) -> {
                // 1013 "try again later" where it may help, else 1008 "policy" (RFC 6455 §7.4).
                boolean passing = reason.equals("full") || reason.equals("draining");
                end(LegEvents.LegEnd.HUNG_UP, passing ? 1013 : 1008, "declined: " + reason);
            }
        }
    }

    private void media(PeerMessage.Media media, long now) {
        if (!media.track().isEmpty() && !media.track().equals("inbound")) {
            fault(MediaFault.FOREIGN_TRACK);
            return;
        }
        byte[] sound = decoded(media.payload());
        if (sound.length == 0 || sound.length > MediaScanner.MAX_AUDIO_BYTES) {
            fault(MediaFault.BAD_AUDIO);
            return;
        }
        sound(sound, sound.length, media.timestamp(), now);
    }

    private void sound(byte[] payload, int length, long timestamp, long now) {
        switch (pace.sound(now, length, timestamp)) {
            case PASS -> {
                if (!pace.believedTimestamp()) {
                    fault(MediaFault.BAD_TIMESTAMP);
                }
                if (events != null) {
                    events.audio(payload, 0, length, pace.position());
                }
            }
            case DROP -> fault(MediaFault.TOO_FAST);
            case FLOOD -> fault(MediaFault.FLOOD);
        }
    }

    private void key(String digit) {
        if (digit.length() != 1 || KEYS.indexOf(digit.charAt(0)) < 0) {
            fault(MediaFault.BAD_KEY);
        } else if (events != null) {
            events.key(digit.charAt(0));
        }
    }

    private void mark(String name) {
        if (leg == null || events == null) {
            return;
        }
        switch (leg.echoed(name)) {
            case TwilioLeg.Echo.Played(long markId) -> events.played(markId);
            case TwilioLeg.Echo.Voided _ -> {}
            case TwilioLeg.Echo.Unknown _ -> fault(MediaFault.UNKNOWN_MARK);
        }
    }

    /// Whether a message of this stream may come now; says what is wrong if not.
    private boolean isExpected(String sid) {
        if (state != State.TALKING) {
            fault(MediaFault.NOT_STARTED);
            return false;
        }
        if (!sid.equals(new String(streamSid, StandardCharsets.US_ASCII))) {
            fault(MediaFault.FOREIGN_STREAM);
            return false;
        }
        return true;
    }

    private void hangUp(EndReason reason) {
        int code =
                switch (reason) {
                    case COMPLETED,
                            CALLER_HUNG_UP,
                            CONNECTION_LOST,
                            CALLER_SILENT,
                            TOO_LONG,
                            OVER_BUDGET,
                            TRANSFERRED,
                            NO_PROGRESS ->
                            1000;
                    case DRAINED, SERVER_DIED -> 1001;
                    case PROTOCOL_ERROR -> 1002;
                    case FAILED -> 1011;
                };
        end(LegEvents.LegEnd.HUNG_UP, code, "hung up");
    }

    private void end(LegEvents.LegEnd how, int closeCode, String reason) {
        if (state == State.OVER) {
            return;
        }
        state = State.OVER;
        wire.close(closeCode, reason);
        if (events != null) {
            events.ended(how);
        }
    }

    private static LegEvents.LegEnd endOf(MediaFault fault) {
        return switch (fault) {
            case VANISHED, STOPPED_READING, SILENT -> LegEvents.LegEnd.LOST;
            default -> LegEvents.LegEnd.PROTOCOL_ERROR;
        };
    }

    private static int closeCode(MediaFault fault) {
        return switch (fault) {
            case TOO_LARGE -> 1009;
            case INTERNAL -> 1011;
            case SILENT, STOPPED_READING, VANISHED -> 1001;
            case NO_START, FLOOD, TOO_MANY -> 1008;
            default -> 1002;
        };
    }

    private static byte[] decoded(String payload) {
        if (payload.length() % 4 != 0) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(payload);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static String taken(@Nullable String value) {
        return value == null ? "" : value;
    }
}
