package dev.parley.it.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.audio.Wav;
import dev.parley.it.serve.ServerProcess;
import dev.parley.it.talk.Browser.Kind;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A call held through the page with a real server: heard by its recognizer, spoken by its voice,
/// interrupted, written, booked, recorded.
final class TalkCallTest {
    @TempDir private Path folder;

    @Test
    @Tag("long")
    void a_caller_speaks_interrupts_writes_books_and_hears_the_recording() throws Exception {
        assumeTrue(
                Browser.hasProgram("flite") && Browser.hasProgram("sox"),
                "talk page not tested with speech: no flite and sox on this machine");
        var microphone =
                new SpokenMicrophone(folder)
                        .pause(10) // the agent has asked by then
                        .say("I would like to book an appointment")
                        .pause(120)
                        .file();
        var options =
                new JsonObject().put("microphone", microphone.toString()).put("patience", 60_000);
        try (var server = ServerProcess.serve(folder);
                var browser = Browsers.fresh(Kind.CHROMIUM, options)) {
            book(browser, "http://127.0.0.1:" + server.media().getPort());
        }
    }

    /// The whole call, with the server at this origin.
    void book(Browser browser, String origin) throws Exception {
        browser.goTo(origin + "/talk?agent=garage&caller=%2B12125550147").waitForView("ready");
        browser.click("#start");
        browser.waitFor("document.querySelector('#transcript li.agent .heard')?.textContent");
        browser.waitFor(caller("book an appointment"));
        // Answered while it is being asked: the rest of the question is cut off.
        browser.waitFor(
                "[...document.querySelectorAll('#transcript li.agent:last-child .unheard')].some(rest => rest.textContent.includes('car need'))");
        write(browser, "an oil change");
        browser.waitFor("document.querySelector('#transcript .cut')");
        browser.waitFor(lastHeard("day would you like"));
        write(browser, "next tuesday");
        browser.waitFor(lastHeard("which time"));
        write(browser, "the first one");
        browser.waitFor(lastHeard("is that right"));
        write(browser, "yes");
        // Sentences that follow each other stand in one line; this is the last of them.
        browser.waitFor(lastHeard("anything else"));
        assertThat(browser.text("#transcript")).contains("Your appointment is booked.");
        write(browser, "no that is all");

        browser.waitForView("after").waitFor("!document.getElementById('player').hidden");
        assertThat(browser.text("#facts")).contains("Booked").contains("Completed");
        assertThat(browser.text("#booked"))
                .contains("Book appointment")
                .contains("oil change")
                .contains("Tuesday, ");
        assertThat(browser.text("#lines")).contains("book an appointment", "cut off");

        var address = browser.evaluate("return document.getElementById('download').href");
        var recording = folder.resolve("through-the-page.wav");
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(String.valueOf(address))).build();
            client.send(request, HttpResponse.BodyHandlers.ofFile(recording));
            var stranger =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            String.valueOf(address).replace("access=", "access=x")))
                            .build();
            assertThat(client.send(stranger, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(404);
        }
        var wav = Wav.read(recording);
        assertThat(loudest(wav.channel(0))).as("the caller's side").isGreaterThan(2_000);
        assertThat(loudest(wav.channel(1))).as("the agent's side").isGreaterThan(2_000);
        assertThat(browser.seen()).noneMatch(line -> line.contains("pageerror"));
    }

    private static int loudest(short[] samples) {
        int loudest = 0;
        for (short sample : samples) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        return loudest;
    }

    private static void write(Browser browser, String words) {
        browser.fill("#text", words).press("Enter");
        browser.waitFor(caller(words));
    }

    private static String caller(String words) {
        return "[...document.querySelectorAll('#transcript li.caller p:not(.pending)')].at(-1)?.textContent.includes('"
                + words
                + "')";
    }

    /// Whether this was heard to its end, and is the last thing that was said.
    private static String lastHeard(String pattern) {
        return "/"
                + pattern
                + "/i.test([...document.querySelectorAll('#transcript li:last-child .heard')].at(-1)?.textContent ?? '')";
    }
}
