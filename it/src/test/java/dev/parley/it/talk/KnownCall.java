package dev.parley.it.talk;

import dev.parley.app.web.Calls;
import dev.parley.app.web.SoundSource;
import dev.parley.call.EndReason;
import dev.parley.call.conversation.TurnTimes;
import dev.parley.call.record.CallSound;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.call.record.TurnSound;
import dev.parley.compliance.Sensitive;
import dev.parley.store.CallRecord;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One call that has a record and a recording, for pages to show. Its first reads find it
/// unfinished.
final class KnownCall implements Calls, SoundSource {
    static final String ID = "0199f0aa-0000-7000-8000-000000000001";

    private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");
    private static final int RATE = 8_000;
    private static final int SECONDS = 24;
    private static final String OFFER =
            "Gladly. The next free times are Tuesday at half past nine, Wednesday at ten and Friday at four.";

    private final String callerName;
    private volatile boolean isOver;
    private final byte[] wav = wav();

    /// @param callerName stands in what the caller said and in what was booked
    KnownCall(String callerName) {
        this.callerName = callerName;
    }

    /// From now on it is found finished.
    void write() {
        isOver = true;
    }

    @Override
    public boolean mayRead(String token, String callId) {
        return token.equals("records-of-" + callId);
    }

    @Override
    public List<String> writingTools(String agent) {
        return List.of("book_appointment");
    }

    @Override
    public Optional<CallRecord> find(String callId) {
        if (!callId.equals(ID)) {
            return Optional.empty();
        }
        return Optional.of(
                new CallRecord(
                        new CallRecord.Header(
                                ID,
                                "default",
                                "garage",
                                "3",
                                "0",
                                "en-US",
                                "browser",
                                "",
                                Sensitive.of(""),
                                "",
                                START,
                                isOver ? START.plusSeconds(SECONDS) : null,
                                isOver ? EndReason.COMPLETED : null,
                                isOver ? "booked" : null,
                                isOver ? "2026-11-21/" + ID + ".wav" : null,
                                null,
                                null,
                                null,
                                null),
                        turns(),
                        List.of(
                                new CallRecord.ToolCall(
                                        1,
                                        "book_appointment",
                                        START.plusSeconds(15),
                                        Sensitive.of("{}"),
                                        true,
                                        "",
                                        Sensitive.of(
                                                new JsonObject()
                                                        .put("appointment_id", "4711")
                                                        .put("date", "2026-11-24")
                                                        .put("time", "09:30")
                                                        .put("service", "oil_change")
                                                        .put("name", callerName)
                                                        .encode()),
                                        12)),
                        List.of(),
                        new CallSound(23_000, 4_500, 14_000, 200, 0, 0, 3_000)));
    }

    private List<CallRecord.Turn> turns() {
        return List.of(
                agent(
                        1,
                        5,
                        "Thank you for calling Riverside Auto Service. How can I help you?",
                        -1),
                caller(
                        1,
                        6_000,
                        9_000,
                        "I am " + callerName + " and I would like to book an oil change"),
                agent(2, 13, OFFER, OFFER.indexOf(" Wednesday")),
                caller(2, 13_500, 15_000, "Tuesday please"),
                agent(3, 22, "You are booked for Tuesday, November 24, at half past nine.", -1));
    }

    private static CallRecord.Turn agent(int number, int at, String said, int heard) {
        return new CallRecord.Turn(
                number,
                CallRecord.Who.AGENT,
                START.plusSeconds(at),
                Sensitive.of(said),
                Sensitive.of(heard < 0 ? said : said.substring(0, heard)),
                true,
                heard >= 0,
                false,
                null,
                null,
                null);
    }

    private static CallRecord.Turn caller(int number, long from, long to, String said) {
        return new CallRecord.Turn(
                number,
                CallRecord.Who.CALLER,
                START.plusMillis(to),
                Sensitive.of(said),
                Sensitive.of(said),
                true,
                false,
                false,
                new TurnTimes(from, to, to + 300, to + 350, to + 360),
                new ReplyLatency(300, 50, 10, 80, 60, 500),
                new TurnSound(number, TurnSound.Kind.ANSWERED, to, to + 520, 0, 15));
    }

    @Override
    public Optional<Sound> open(String name) {
        return Optional.of(
                new Sound() {
                    @Override
                    public long size() {
                        return wav.length;
                    }

                    @Override
                    public int read(ByteBuffer into, long position) {
                        int count = (int) Math.min(into.remaining(), wav.length - position);
                        into.put(wav, (int) position, count);
                        return count == 0 ? -1 : count;
                    }

                    @Override
                    public void close() {}
                });
    }

    /// Both sides as bursts of tones where the turns say that they spoke.
    private static byte[] wav() {
        int frames = SECONDS * RATE;
        var bytes = ByteBuffer.allocate(44 + frames * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(ascii("RIFF"))
                .putInt(36 + frames * 4)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 2)
                .putInt(RATE)
                .putInt(RATE * 4)
                .putShort((short) 4)
                .putShort((short) 16)
                .put(ascii("data"))
                .putInt(frames * 4);
        for (int i = 0; i < frames; i++) {
            double second = i / (double) RATE;
            bytes.putShort(voice(second, 180, 6, 9, 13.5, 15));
            bytes.putShort(voice(second, 240, 0.2, 5, 9.5, 13, 15.5, 22));
        }
        return bytes.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static short voice(double second, double pitch, double... stretches) {
        for (int i = 0; i < stretches.length; i += 2) {
            if (second >= stretches[i] && second < stretches[i + 1]) {
                double syllable = Math.pow(Math.abs(Math.sin(second * 9.3)), 1.5);
                double phrase = 0.4 + 0.6 * Math.abs(Math.sin(second * 1.7));
                return (short)
                        (14_000 * syllable * phrase * Math.sin(2 * Math.PI * pitch * second));
            }
        }
        return 0;
    }
}
