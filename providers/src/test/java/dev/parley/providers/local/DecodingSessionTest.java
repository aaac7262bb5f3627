package dev.parley.providers.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Order, bounds and ends, with decoders whose pace the test decides.
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class DecodingSessionTest {
    private static final Expectation YES = new Expectation("yes", List.of("yes"), 0);
    private static final short[] SOUND = new short[3_200];

    private final ScriptedDecoders decoders = new ScriptedDecoders();
    private final CountingMeters meters = new CountingMeters();
    private final HeardWords heard = new HeardWords();
    private SessionDesk desk = desk(Duration.ofMinutes(1), 4);

    @AfterEach
    void stop() {
        decoders.let(true);
        desk.close();
        assertThat(decoders.misuses()).isEmpty();
        assertThat(decoders.open()).as("decoders not given back").isZero();
    }

    @Test
    void utterances_are_answered_in_order_each_with_a_fresh_decoder() {
        Recognizer.Session session = desk.open(heard);
        for (int i = 1; i <= 20; i++) {
            session.begin(i, YES);
            session.audio(SOUND, 0, 1_000);
            session.finish(i);
        }
        for (int i = 1; i <= 20; i++) {
            assertThat(heard.end()).isEqualTo("final " + i + " heard 1512");
        }
        session.close();
        assertThat(decoders.made()).isEqualTo(20);
    }

    @Test
    void partial_words_come_while_the_caller_speaks() {
        Recognizer.Session session = desk.open(heard);
        session.begin(1, YES);
        session.audio(SOUND, 0, 1_600);
        await(() -> heard.all().contains("partial 1 heard 1600"));
        session.audio(SOUND, 0, 1_600);
        await(() -> heard.all().contains("partial 1 heard 3200"));
        session.finish(1);
        assertThat(heard.end()).isEqualTo("final 1 heard 3712");
        session.close();
    }

    @Test
    void final_that_comes_after_cancel_is_not_delivered() {
        decoders.let(false);
        Recognizer.Session session = desk.open(heard);
        session.begin(1, YES);
        session.audio(SOUND, 0, SOUND.length);
        session.finish(1);
        decoders.awaitBlocked();
        session.cancel(1);
        decoders.let(true);
        session.begin(2, YES);
        session.finish(2);
        assertThat(heard.end()).isEqualTo("final 2 heard 512");
        assertThat(heard.all()).noneMatch(told -> told.contains(" 1 "));
        session.close();
    }

    @Test
    void session_closed_in_the_middle_of_an_utterance_frees_its_decoder_and_says_nothing() {
        decoders.let(false);
        Recognizer.Session session = desk.open(heard);
        session.begin(1, YES);
        session.audio(SOUND, 0, SOUND.length);
        decoders.awaitBlocked();
        session.close();
        session.audio(SOUND, 0, SOUND.length);
        session.finish(1);
        session.begin(2, YES);
        session.close();
        decoders.let(true);
        await(() -> desk.openSessions() == 0);
        assertThat(heard.all()).isEmpty();
        assertThat(decoders.open()).isZero();
    }

    @Test
    void engine_that_takes_too_long_fails_the_utterance_once() {
        desk.close();
        desk = desk(Duration.ofMillis(20), 4);
        decoders.let(false);
        Recognizer.Session session = desk.open(heard);
        session.begin(1, YES);
        session.audio(SOUND, 0, SOUND.length);
        session.finish(1);
        assertThat(heard.end()).isEqualTo("failed 1 TIMED_OUT");
        decoders.let(true);
        session.begin(2, YES);
        session.close();
        await(() -> desk.openSessions() == 0);
        assertThat(heard.all()).containsExactly("failed 1 TIMED_OUT");
        assertThat(meters.count("parley_recognizer_failures_total")).isEqualTo(1);
    }

    @Test
    void engine_that_breaks_fails_its_utterance_and_the_next_is_heard() {
        Recognizer.Session session = desk.open(heard);
        decoders.breakNext();
        session.begin(1, YES);
        session.audio(SOUND, 0, SOUND.length);
        assertThat(heard.end()).isEqualTo("failed 1 ENGINE");
        session.finish(1);
        session.begin(2, YES);
        session.finish(2);
        assertThat(heard.end()).isEqualTo("final 2 heard 512");
        session.close();
    }

    @Test
    void sound_that_the_engine_cannot_follow_loses_its_oldest_part_and_is_counted() {
        decoders.let(false);
        Recognizer.Session session = desk.open(heard);
        session.begin(1, YES);
        session.audio(SOUND, 0, 1_600);
        decoders.awaitBlocked();
        int more = Inbox.CAPACITY + 4_000;
        for (int at = 0; at < more; at += 160) {
            session.audio(SOUND, 0, 160);
        }
        session.finish(1);
        decoders.let(true);
        assertThat(heard.end()).isEqualTo("final 1 heard " + (1_600 + Inbox.CAPACITY + 512));
        assertThat(meters.count("parley_recognizer_dropped_samples_total")).isEqualTo(4_000);
        session.close();
    }

    @Test
    void open_speech_waits_for_a_free_decoder_and_loses_nothing() {
        Recognizer.Session first = desk.open(heard);
        first.begin(1, Expectation.OPEN);
        await(() -> decoders.open() == 1);
        var second = new HeardWords();
        Recognizer.Session waiting = desk.open(second);
        waiting.begin(7, Expectation.OPEN);
        waiting.audio(SOUND, 0, SOUND.length);
        waiting.finish(7);
        assertThat(second.all()).isEmpty();
        first.finish(1);
        assertThat(heard.end()).isEqualTo("final 1 heard 512");
        assertThat(second.end()).isEqualTo("final 7 heard 3712");
        first.close();
        waiting.close();
    }

    @Test
    void open_speech_without_a_decoder_in_time_is_overloaded() {
        desk.close();
        desk = desk(Duration.ofMillis(20), 4);
        Recognizer.Session first = desk.open(heard);
        first.begin(1, Expectation.OPEN);
        await(() -> decoders.open() == 1);
        var second = new HeardWords();
        Recognizer.Session waiting = desk.open(second);
        waiting.begin(7, Expectation.OPEN);
        await(() -> decoders.asked() > 1);
        waiting.finish(7);
        assertThat(second.end()).isEqualTo("failed 7 OVERLOADED");
        waiting.close();
        first.close();
    }

    @Test
    void call_beyond_the_limit_is_refused_and_a_place_comes_back() {
        List<Recognizer.Session> four =
                List.of(desk.open(heard), desk.open(heard), desk.open(heard), desk.open(heard));
        Recognizer.Session fifth = desk.open(heard);
        fifth.begin(1, YES);
        fifth.finish(1);
        assertThat(heard.end()).isEqualTo("failed 1 OVERLOADED");
        four.forEach(Recognizer.Session::close);
        await(() -> desk.openSessions() == 0);
        Recognizer.Session again = desk.open(heard);
        again.begin(1, YES);
        again.finish(1);
        assertThat(heard.end()).isEqualTo("final 1 heard 512");
        again.close();
    }

    @Test
    void recognizer_that_closes_ends_every_utterance() {
        Recognizer.Session session = desk.open(heard);
        session.begin(1, YES);
        session.audio(SOUND, 0, SOUND.length);
        desk.close();
        assertThat(heard.end()).isEqualTo("failed 1 CLOSED");
        Recognizer.Session late = desk.open(heard);
        late.begin(2, YES);
        late.finish(2);
        assertThat(heard.end()).isEqualTo("failed 2 CLOSED");
    }

    @Test
    void unknown_sound_in_a_grammar_is_nothing_and_in_open_speech_left_out() {
        decoders.say("yes [unk] please");
        Recognizer.Session session = desk.open(heard);
        session.begin(1, YES);
        session.finish(1);
        assertThat(heard.end()).isEqualTo("final 1 ");
        session.begin(2, Expectation.OPEN);
        session.finish(2);
        assertThat(heard.end()).isEqualTo("final 2 yes please");
        session.close();
    }

    @Test
    void calls_without_end_cannot_fill_the_inbox() {
        decoders.let(false);
        Recognizer.Session session = desk.open(heard);
        session.begin(1, YES);
        session.audio(SOUND, 0, SOUND.length);
        decoders.awaitBlocked();
        for (int i = 2; i < 1_000; i++) {
            session.begin(i, YES);
            session.cancel(i);
        }
        assertThat(heard.end()).endsWith("OVERLOADED");
        decoders.let(true);
        session.close();
    }

    private SessionDesk desk(Duration finalLimit, int maxSessions) {
        return new SessionDesk(
                "scripted",
                new VoskSettings(
                        Path.of("unused"), Optional.empty(), 2, maxSessions, 1, finalLimit, true),
                decoders,
                meters);
    }

    private static void await(java.util.function.BooleanSupplier fact) {
        while (!fact.getAsBoolean()) {
            LockSupport.parkNanos(100_000);
        }
    }
}
