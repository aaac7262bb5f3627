package dev.parley.it.talk;

import static dev.parley.it.talk.KnownCall.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.talk.Browser.Kind;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The page in real browsers against a socket whose agent says what the test tells it to.
final class TalkPageTest {
    private static final Browsers BROWSERS = new Browsers();

    private final KnownCall known = new KnownCall("Ada Lovelace");
    private TalkServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TalkServer(known, known);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @AfterAll
    static void closeBrowsers() {
        BROWSERS.close();
    }

    private static PageLine call(Browser browser, TalkServer server) throws Exception {
        browser.goTo(server.url()).waitForView("ready").click("#start");
        var line = server.line().answer(ID, false);
        browser.waitFor("document.getElementById('turn').dataset.state === 'listening'");
        return line;
    }

    private static void waitUntil(BooleanSupplier holds) {
        long until = System.nanoTime() + 15_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 15 s").isLessThan(until);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void one_button_starts_a_call_that_is_shown_as_it_is_heard(Kind kind) throws Exception {
        var browser = BROWSERS.of(kind);
        var line = call(browser, server);
        assertThat(line.query())
                .contains("player_rate=16000")
                .contains("resumable=1")
                .contains("token=one-use");
        waitUntil(() -> line.micSeconds() > 0.5);
        assertThat(line.micRate()).isEqualTo(16_000);
        assertThat(line.loudest()).isPositive();

        line.turnState("speaking").sound(2);
        browser.waitFor(
                "new DOMMatrix(document.getElementById('agent-level').style.transform).a > 0.3");
        assertThat(browser.text("#turn-state")).isEqualTo("Speaking");
        line.says("Good morning.");
        var sentence = "The next free times are Tuesday and Wednesday.";
        int number = line.sentence(sentence);
        line.progress(number, sentence, 31);
        browser.waitFor(
                "document.querySelector('#transcript .unheard')?.nextSibling || document.querySelectorAll('#transcript .heard').length === 2");
        assertThat(browser.text("#transcript li.agent")).contains("Good morning. " + sentence);
        assertThat(
                        browser.evaluate(
                                "return document.querySelectorAll('#transcript .heard')[1].textContent"))
                .isEqualTo(sentence.substring(0, 31));

        line.send("user-started-speaking").cut();
        browser.waitFor("document.querySelector('#transcript .cut')");
        assertThat(
                        browser.evaluate(
                                "return document.querySelectorAll('#transcript .never')[0].textContent"))
                .isEqualTo(sentence.substring(31));
        // One second and more of the tone was still to be played.
        browser.waitFor(
                "new DOMMatrix(document.getElementById('agent-level').style.transform).a < 0.05");

        line.callerSaid("Tues", false).callerSaid("Tuesday please", true);
        browser.waitFor(
                "document.querySelector('#transcript li.caller p:not(.pending)')?.textContent === 'Tuesday please'");
        line.latency(1, 310, 45, 8, 120, 60);
        browser.waitFor("document.querySelector('#latency .total')?.textContent === '543 ms'");
        assertThat(
                        browser.evaluate(
                                "return document.querySelectorAll('#latency .strip span').length"))
                .isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void keys_text_and_mute_reach_the_agent_and_hanging_up_shows_the_record(Kind kind)
            throws Exception {
        var browser = BROWSERS.of(kind);
        var line = call(browser, server);
        browser.click("#keys-open").press("4").click("#keys [data-key='#']");
        assertThat(line.next("dtmf").getJsonObject("data").getJsonArray("buttons"))
                .containsExactly("4");
        assertThat(line.next("dtmf").getJsonObject("data").getJsonArray("buttons"))
                .containsExactly("#");
        assertThat(browser.evaluate("return document.getElementById('keys-sent').value"))
                .isEqualTo("4#");

        browser.fill("#text", "next Tuesday").press("Enter");
        assertThat(line.next("send-text").getJsonObject("data").getString("content"))
                .isEqualTo("next Tuesday");

        waitUntil(() -> line.loudest() > 0);
        browser.click("#mute");
        double before = line.micSeconds();
        waitUntil(() -> line.micSeconds() > before + 0.2);
        line.loudest();
        double muted = line.micSeconds();
        waitUntil(() -> line.micSeconds() > muted + 1.2);
        assertThat(line.loudest()).isZero();
        browser.click("#mute");
        waitUntil(() -> line.loudest() > 0);

        browser.click("#hang-up");
        assertThat(line.closeCode()).isEqualTo((short) 1000);
        browser.waitForView("after");
        browser.waitFor(
                "document.getElementById('record-news').innerText.includes('being written')");
        known.write();
        browser.waitFor("!document.getElementById('player').hidden");
        assertThat(browser.text("#facts"))
                .contains("Booked")
                .contains("0:24")
                .contains("after 0.52 s, at most 0.52 s");
        assertThat(browser.text("#booked"))
                .contains("Book appointment")
                .contains("Tuesday, November 24, 2026")
                .contains("oil change");
        assertThat(browser.text("#lines li:nth-child(3)")).contains("cut off");

        browser.click("#lines li:nth-child(2) button");
        browser.waitFor("document.getElementById('recording').currentTime > 6.2");
        assertThat(browser.text("#lines [aria-current]")).contains("I am Ada Lovelace");
        browser.click("#play");
        browser.evaluate("document.getElementById('waveform').focus()");
        browser.press("End");
        browser.waitFor("document.getElementById('recording').currentTime > 23");
        assertThat(
                        browser.evaluate(
                                "const c = document.querySelector('#waveform canvas'); return new Set(c.getContext('2d').getImageData(0, 0, c.width, c.height).data).size > 2"))
                .isEqualTo(true);
        assertThat(browser.seen())
                .noneMatch(line2 ->
                        line2.contains("Content Security Policy") || line2.contains("pageerror"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_page_whose_connection_breaks_comes_back_to_the_same_call(Kind kind) throws Exception {
        var browser = BROWSERS.of(kind);
        var line = call(browser, server);
        line.says("Good morning.");
        server.refuseSockets(true);
        line.close((short) 1011);
        browser.waitFor("!document.getElementById('away').hidden");
        assertThat(browser.text("#away-left")).matches("(30|29|28) s");
        assertThat(browser.text("#turn-state")).isEqualTo("Connection lost");
        server.refuseSockets(false);
        var again = server.line();
        assertThat(again.query()).contains("resume=come-back").doesNotContain("token=");
        again.answer(ID, true);
        browser.waitFor("document.getElementById('away').hidden");
        again.says("As I said, we open at eight.");
        browser.waitFor("document.getElementById('transcript').innerText.includes('As I said')");
        assertThat(browser.text("#transcript")).contains("Good morning.").contains("Back again");
        waitUntil(() -> again.micSeconds() > 0.3);
        again.end("COMPLETED", "booked", ID);
        browser.waitForView("after");
        assertThat(browser.text("#after-title")).isEqualTo("Your call has ended");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_page_that_comes_back_to_an_ended_call_says_that_it_was_too_late(Kind kind)
            throws Exception {
        var browser = BROWSERS.of(kind);
        var line = call(browser, server);
        known.write();
        server.refuseSockets(true);
        line.close((short) 1011);
        browser.waitForView("after");
        assertThat(browser.text("#after-title")).contains("away for too long");
        browser.waitFor("!document.getElementById('record').hidden");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_call_that_goes_on_in_another_window_is_left_to_it(Kind kind) throws Exception {
        var browser = BROWSERS.of(kind);
        call(browser, server).close((short) 4001);
        browser.waitForView("after");
        assertThat(browser.text("#after-title")).contains("another window");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_whole_call_can_be_held_by_keyboard_alone(Kind kind) throws Exception {
        var browser = BROWSERS.of(kind);
        browser.goTo(server.url()).waitForView("ready");
        tabTo(browser, "Tab", "start");
        browser.press("Enter");
        var line = server.line().answer(ID, false);
        browser.waitFor("document.activeElement.id === 'hang-up'");
        tabTo(browser, "Shift+Tab", "mute");
        browser.press(" ")
                .waitFor("document.getElementById('mute').getAttribute('aria-pressed') === 'true'");
        browser.press(" ");
        tabTo(browser, "Tab", "keys-open");
        browser.press("Enter").type("12#").press("Escape");
        assertThat(line.next("dtmf").getJsonObject("data").getJsonArray("buttons"))
                .containsExactly("1");
        assertThat(browser.focus()).isEqualTo("keys-open");
        tabTo(browser, "Tab", "text");
        browser.type("hello").press("Enter");
        assertThat(line.next("send-text").getJsonObject("data").getString("content"))
                .isEqualTo("hello");
        tabTo(browser, "Tab", "hang-up");
        browser.press("Enter").waitForView("after");
        known.write();
        assertThat(browser.focus()).isEqualTo("after-title");
        browser.waitFor("!document.getElementById('player').hidden");
        tabTo(browser, "Tab", "play");
        browser.press("Enter").waitFor("document.getElementById('recording').currentTime > 0");
        browser.press("Enter");
        tabTo(browser, "Tab", "waveform");
        browser.press("Home").press("ArrowRight");
        browser.waitFor("Math.abs(document.getElementById('recording').currentTime - 5) < 1");
    }

    private static void tabTo(Browser browser, String key, String id) {
        for (int i = 0; i < 40 && !browser.focus().equals(id); i++) {
            browser.press(key);
        }
        assertThat(browser.focus()).isEqualTo(id);
    }
}
