package dev.parley.it.talk;

import static dev.parley.it.talk.KnownCall.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.talk.Browser.Kind;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every state of the page, once each: readable for assistive technology in both colour schemes, no
/// wider than a phone, and proof against markup in what people say and are called. With
/// `-Dparley.pictures=true` the states are also drawn into docs/images/talk.
final class TalkLooksTest {
    private static final boolean DRAWS = Boolean.getBoolean("parley.pictures");
    private static final Path PICTURES = Path.of("../docs/images/talk");
    private static final String HOSTILE =
            "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>\"'><b>";

    private static final Browsers BROWSERS = new Browsers();

    private final List<String> faults = new ArrayList<>();

    @AfterAll
    static void closeBrowsers() {
        BROWSERS.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void every_state_is_accessible_in_both_colour_schemes_and_fits_a_phone(Kind kind)
            throws Exception {
        var known = new KnownCall("Ada Lovelace");
        try (var server = new TalkServer(known, known)) {
            var browser = BROWSERS.of(kind);
            browser.goTo(server.url()).waitForView("ready");
            look(browser, "ready", kind);

            browser.click("#start");
            var line = server.line().answer(ID, false);
            browser.waitFor("document.getElementById('turn').dataset.state === 'listening'");
            talk(line);
            browser.waitFor("document.querySelectorAll('#latency li').length === 2");
            browser.waitFor("document.querySelectorAll('#transcript li').length === 5");
            look(browser, "call", kind);
            browser.click("#keys-open").press("4").press("7").click("#mute");
            browser.waitFor("document.getElementById('keys-sent').value === '47'");
            look(browser, "keypad", kind);
            server.refuseSockets(true);
            line.close((short) 1011);
            browser.waitFor("!document.getElementById('away').hidden");
            look(browser, "away", kind);
            server.refuseSockets(false);
            // Only then: a page that tries to come back asks whether the record is whole already.
            var back = server.line();
            known.write();
            back.answer(ID, true).end("COMPLETED", "booked", ID);
            browser.waitForView("after").waitFor("!document.getElementById('player').hidden");
            browser.click("#lines li:nth-child(3) button");
            browser.waitFor("document.getElementById('recording').currentTime > 9.6");
            browser.click("#play");
            look(browser, "after", kind);

            server.refuseCalls(503);
            browser.click("#again").waitForView("trouble");
            look(browser, "busy", kind);
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void markup_in_what_is_said_named_or_answered_is_shown_as_text(Kind kind) throws Exception {
        var known = new KnownCall(HOSTILE);
        try (var server = new TalkServer(known, known)) {
            var browser = BROWSERS.of(kind);
            browser.goTo(server.url()).waitForView("ready");
            browser.evaluate(
                    "window.broken = []; document.addEventListener('securitypolicyviolation', e => window.broken.push(e.violatedDirective))");
            browser.click("#start");
            var line = server.line().answer(ID, false);
            line.own("call", new JsonObject().put("agent", HOSTILE));
            line.says(HOSTILE).callerSaid(HOSTILE, false).callerSaid(HOSTILE, true);
            line.send(
                    "user-input",
                    new JsonObject()
                            .put("text", HOSTILE)
                            .put("input_type", "chat")
                            .put("final", true));
            line.turnState(HOSTILE);
            line.own(
                    "noted", new JsonObject().put("name", HOSTILE).put("values", new JsonObject()));
            line.send("error", new JsonObject().put("error", HOSTILE).put("fatal", false));
            browser.waitFor("!document.getElementById('notice').hidden");
            assertThat(browser.text("#transcript")).contains(HOSTILE);
            assertThat(browser.text("#notice-text")).contains(HOSTILE);
            known.write();
            line.end(HOSTILE, HOSTILE, ID);
            browser.waitForView("after").waitFor("!document.getElementById('record').hidden");
            assertThat(browser.text("#booked")).contains("window.hacked=1</script>");
            assertThat(browser.text("#lines")).contains(HOSTILE);
            assertThat(
                            browser.evaluate(
                                    "return document.querySelectorAll('main img, main script, main b').length"))
                    .isEqualTo(0);
            assertThat(browser.evaluate("return window.broken.length")).isEqualTo(0);

            // Even if the page made a mistake: the policy lets nothing inline run.
            browser.evaluate(
                    """
                    try {
                        const script = document.createElement('script');
                        script.textContent = 'window.hacked = 2';
                        document.body.append(script);
                    } catch { }
                    try {
                        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.hacked = 3">');
                    } catch { }
                    await new Promise(resolve => setTimeout(resolve, 300));
                    """);
            assertThat(browser.evaluate("return window.hacked ?? 0")).isEqualTo(0);
            assertThat(browser.seen()).noneMatch(seen -> seen.startsWith("dialog"));
        }
    }

    private static void talk(PageLine line) {
        line.turnState("speaking").sound(1.2);
        line.says("Thank you for calling Riverside Auto Service.").says("How can I help you?");
        line.callerSaid("I would like to book an oil change", true);
        line.latency(1, 310, 45, 8, 120, 60);
        var offer =
                "The next free times are Tuesday at half past nine, Wednesday at ten and Friday at four.";
        int number = line.sentence(offer);
        line.progress(number, offer, offer.indexOf(" Wednesday"));
        line.sentence("Which one do you want?");
        line.send("user-started-speaking").cut().callerSaid("Tuesday please", true);
        line.latency(2, 480, 60, 12, 90, 55);
        line.turnState("speaking").sound(15);
        var check =
                "Good. Tuesday, November 24, at half past nine, for an oil change. Is that right?";
        line.progress(line.sentence(check), check, check.indexOf(" half"));
    }

    private void look(Browser browser, String state, Kind kind) throws IOException {
        for (var scheme : List.of("dark", "light")) {
            browser.prefer("prefers-color-scheme", scheme);
            browser.accessibilityFaults()
                    .forEach(fault -> faults.add(state + ", " + scheme + ": " + fault));
            if (DRAWS
                    && kind == Kind.CHROMIUM
                    && (scheme.equals("light") || state.equals("call"))) {
                draw(
                        browser,
                        state + (scheme.equals("dark") ? "-dark" : ""),
                        state.equals("after"));
            }
        }
        browser.resize(360, 740);
        browser.evaluate("const panel = document.getElementById('waiting'); panel.open = false");
        var tooWide =
                browser.evaluate("return document.documentElement.scrollWidth - window.innerWidth");
        if (!(tooWide instanceof Integer pixels) || pixels > 0) {
            faults.add(state + ": " + tooWide + " px wider than a phone");
        }
        if (DRAWS && kind == Kind.CHROMIUM) {
            draw(browser, state + "-phone", state.equals("after"));
        }
        browser.resize(1200, 800);
        browser.evaluate("const panel = document.getElementById('waiting'); panel.open = true");
    }

    private static void draw(Browser browser, String name, boolean whole) throws IOException {
        Files.createDirectories(PICTURES);
        browser.screenshot(PICTURES.resolve(name + ".png"), whole);
    }
}
