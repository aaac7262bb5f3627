package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.audio.Level;
import dev.parley.audio.vad.VoiceActivity;
import dev.parley.call.EndReason;
import dev.parley.call.conversation.Input;
import dev.parley.call.conversation.Input.Ear.OwnVoice;
import dev.parley.call.conversation.Input.Ear.SpeechStarted;
import dev.parley.call.leg.Leg;
import dev.parley.call.leg.LegTraits;
import dev.parley.call.speech.Synthesizer;
import dev.parley.meter.Meters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A mouth and an ear on one leg, whose other end is a telephone on the table: the agent's voice
/// comes back 150 ms late and 20 dB weaker, from the first frame on.
class OwnVoiceTest {
    private static final int FRAME = 160;
    private static final int LATE = 8 * 150;

    private final HandWheel time = new HandWheel();
    private final List<Input> told = new ArrayList<>();
    private final short[] agent = talk(1, 12);
    private final short[] caller = talk(2, 12);
    private final Random noise = new Random(3);
    private final Table table = new Table();
    private final Spoken spoken = new Spoken(0);
    private final Mouth mouth =
            new Mouth(
                    table,
                    time.wheel::seat,
                    new Voice(),
                    FixedSentences.NONE,
                    told::add,
                    Tap.NONE,
                    spoken,
                    MediaCounters.of(Meters.NONE),
                    time::nanos);
    private final Ear ear = ear(spoken);
    private int frames;
    private boolean isEchoing = true;

    private Ear ear(Spoken what) {
        return new Ear(
                table,
                new Loud(),
                null,
                null,
                told::add,
                _ -> {},
                Tap.NONE,
                what,
                MediaCounters.of(Meters.NONE),
                time::nanos);
    }

    @Test
    void the_agents_own_voice_is_forgotten_once_and_then_never_heard_again() {
        speak();
        live(8_000, false);
        assertThat(told(SpeechStarted.class)).hasSize(1);
        assertThat(told(OwnVoice.class)).containsExactly(new OwnVoice(1));
    }

    @Test
    void a_caller_who_speaks_over_the_echo_is_heard_and_stays() {
        speak();
        live(4_000, false);
        told.clear();
        live(1_500, true);
        assertThat(told(SpeechStarted.class)).isNotEmpty();
        assertThat(told(OwnVoice.class)).isEmpty();
    }

    @Test
    void an_echo_goes_on_being_known_after_a_cut_and_in_the_next_reply() {
        speak();
        live(4_000, false);
        mouth.cut(1);
        live(3_000, false);
        told.clear();
        mouth.speak(2, 0, "on and on");
        live(3_000, false);
        assertThat(told(SpeechStarted.class)).isEmpty();
    }

    @Test
    void an_echo_that_begins_in_the_middle_of_a_call_is_found_too() {
        isEchoing = false;
        speak();
        live(5_000, false);
        isEchoing = true;
        live(3_500, false);
        assertThat(told(OwnVoice.class)).isNotEmpty();
        told.clear();
        live(3_000, false);
        assertThat(told(SpeechStarted.class)).isEmpty();
    }

    private void speak() {
        mouth.start();
        mouth.speak(1, 0, "on and on");
    }

    /// The caller's frames come every 20 ms, the wheel runs every millisecond.
    private void live(int millis, boolean speaks) {
        for (int i = 0; i < millis / 20; i++) {
            time.pass(20);
            var sound = new short[FRAME];
            for (int k = 0; k < FRAME; k++) {
                int at = frames * FRAME + k;
                double echo = at < LATE || !isEchoing ? 0 : table.played[at - LATE] / 10.0;
                double own = speaks ? caller[at] / 3.0 : 0;
                sound[k] = (short) (echo + own + 20 * noise.nextGaussian());
            }
            var payload = new byte[2 * FRAME];
            Wire.encode(LegTraits.Codec.PCM_8K, sound, 0, FRAME, payload, 0);
            ear.audio(payload, 0, payload.length, frames * 20L);
            frames++;
        }
    }

    private <T extends Input> List<T> told(Class<T> type) {
        return told.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /// Syllables of three tones each, words, pauses.
    private static short[] talk(long seed, int seconds) {
        var random = new Random(seed);
        var sound = new short[seconds * 8_000];
        for (int at = 0; at < sound.length; at += 400 + random.nextInt(1_600)) {
            for (int syllables = 1 + random.nextInt(4); syllables > 0; syllables--) {
                int length = 800 + random.nextInt(960);
                for (int tone = 0; tone < 3; tone++) {
                    double hertz = 320 * Math.pow(2, tone * 1.1) * (1 + random.nextDouble());
                    double loud = 1_500 + random.nextInt(2_500);
                    for (int i = 0; i < length && at + i < sound.length; i++) {
                        double swell = loud * Math.sin(Math.PI * i / length);
                        sound[at + i] +=
                                (short) (swell * Math.sin(2 * Math.PI * hertz * i / 8_000));
                    }
                }
                at += length;
            }
        }
        return sound;
    }

    /// The whole sound at once.
    private final class Voice implements Synthesizer {
        @Override
        public String name() {
            return "talk";
        }

        @Override
        public int rate() {
            return 8_000;
        }

        @Override
        public Speaking speak(String text, Listener listener) {
            listener.audio(agent, 0, agent.length);
            listener.done();
            return () -> {};
        }

        @Override
        public void close() {}
    }

    /// Hears speech in every 20 ms above −55 dBFS that are not the agent's own.
    private static final class Loud implements VoiceActivity {
        private boolean isOwn;
        private boolean isSpeaking;
        private long end;
        private long last;

        @Override
        public int rate() {
            return 8_000;
        }

        @Override
        public void ownVoice(boolean own) {
            isOwn = own;
        }

        @Override
        public void accept(short[] samples, int off, int count, Edges edges) {
            end += 2L * count;
            boolean speech = !isOwn && Level.dbfs(samples, off, count) > -55;
            if (speech) {
                last = end;
                if (!isSpeaking) {
                    isSpeaking = true;
                    edges.started(end - 2L * count);
                }
            } else if (isSpeaking && end - last >= 3 * SILENCE) {
                isSpeaking = false;
                edges.stopped(last, end - last);
            }
        }

        @Override
        public double talkerDbfs() {
            return -60;
        }

        @Override
        public void reset() {
            isSpeaking = false;
        }

        @Override
        public void close() {}
    }

    /// What the loudspeaker plays, by the time at which it was sent.
    private final class Table implements Leg {
        final short[] played = new short[20 * 8_000];

        @Override
        public LegTraits traits() {
            return FakeLeg.clock(0, true, false);
        }

        @Override
        public boolean send(byte[] payload, int offset, int length) {
            int at = (int) (time.millis() * 8);
            Wire.decode(LegTraits.Codec.PCM_8K, payload, offset, length / 2, played, at);
            return true;
        }

        @Override
        public void mark(long markId) {}

        @Override
        public void flush() {
            Arrays.fill(played, (int) (time.millis() * 8), played.length, (short) 0);
        }

        @Override
        public void hangUp(EndReason reason) {}

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }
}
