package dev.parley.it.talk;

import static dev.parley.it.talk.KnownCall.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.talk.Browser.Kind;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the page says when it cannot hold a call, and how one goes on from there.
final class TalkTroubleTest {
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

    @ParameterizedTest
    @EnumSource(Kind.class)
    void who_denies_the_microphone_may_write_instead(Kind kind) throws Exception {
        try (var browser = Browsers.fresh(kind, new JsonObject().put("microphone", "denied"))) {
            browser.goTo(server.url()).waitForView("ready").click("#start");
            browser.waitForView("trouble");
            assertThat(browser.text("#trouble-title")).contains("microphone is not allowed");
            assertThat(browser.focus()).isEqualTo("trouble-title");
            browser.click("#without");
            var line = server.line().answer(ID, false);
            browser.waitFor("document.getElementById('turn').dataset.state === 'listening'");
            browser.fill("#text", "I want to book").press("Enter");
            assertThat(line.next("send-text").getJsonObject("data").getString("content"))
                    .isEqualTo("I want to book");
            assertThat(browser.evaluate("return document.getElementById('mute').disabled"))
                    .isEqualTo(true);
        }
    }

    @Test
    void a_computer_without_a_microphone_is_told_so() throws Exception {
        var options = new JsonObject().put("microphone", "none");
        try (var browser = Browsers.fresh(Kind.CHROMIUM, options)) {
            browser.goTo(server.url()).waitForView("ready").click("#start");
            browser.waitForView("trouble");
            assertThat(browser.text("#trouble-title")).contains("No microphone was found");
        }
    }

    @Test
    void a_full_server_a_refusing_one_and_one_that_is_gone_are_told_apart() throws Exception {
        try (var browser = Browsers.fresh(Kind.CHROMIUM, new JsonObject())) {
            server.refuseCalls(503);
            browser.goTo(server.url()).waitForView("ready").click("#start");
            browser.waitForView("trouble");
            assertThat(browser.text("#trouble")).contains("All lines are busy", "no line is free");

            server.refuseCalls(403);
            browser.click("#retry")
                    .waitFor("document.getElementById('trouble').dataset.kind === 'refused'");
            server.refuseCalls(0);
            server.refuseSockets(true);
            browser.click("#retry")
                    .waitFor("document.getElementById('trouble').dataset.kind === 'unreachable'");
            server.stop();
            browser.evaluate("document.getElementById('trouble').dataset.kind = ''");
            browser.click("#retry")
                    .waitFor("document.getElementById('trouble').dataset.kind === 'unreachable'");
            assertThat(browser.text("#trouble-title")).contains("does not answer");

            server.startAgain();
            server.refuseSockets(false);
            browser.click("#retry");
            server.line().answer(ID, false);
            browser.waitFor("document.getElementById('turn').dataset.state === 'listening'");
        }
    }

    @Test
    void an_address_that_is_not_secure_is_refused_with_a_page_that_says_why() throws Exception {
        try (var browser = Browsers.fresh(Kind.CHROMIUM, new JsonObject())) {
            browser.goTo("http://parley.test:" + server.port() + "/talk");
            assertThat(browser.text("h1")).isEqualTo("This page needs a secure address");
        }
    }

    @Test
    void a_server_that_fails_ends_the_call_with_what_still_holds() throws Exception {
        try (var browser = Browsers.fresh(Kind.CHROMIUM, new JsonObject())) {
            browser.goTo(server.url()).waitForView("ready").click("#start");
            var line = server.line().answer(ID, false);
            line.send("error", new JsonObject().put("error", "overheard").put("fatal", false));
            browser.waitFor("!document.getElementById('notice').hidden");
            line.send("error", new JsonObject().put("error", "out of order").put("fatal", true));
            line.close((short) 1011);
            browser.waitForView("after");
            assertThat(browser.text("#after-title")).isEqualTo("The call ended unexpectedly");
        }
    }
}
