package dev.parley.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.browser.ServedParley.Served;
import dev.parley.sim.rtvi.Person;
import dev.parley.sim.rtvi.RtviPeer;
import dev.parley.sim.rtvi.RtviStart;
import dev.parley.sim.rtvi.RtviWire;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A customer who writes books as one who speaks does: on either wire, with and without a voice.
@ExtendWith(ServedParley.class)
final class WrittenBookingTest {
    private final Served served;

    WrittenBookingTest(Served served) {
        this.served = served;
    }

    @ParameterizedTest
    @CsvSource({"TEXT, +12125550123", "BINARY, +12125550174"})
    void a_customer_books_by_writing_without_a_voice(RtviWire wire, String number)
            throws Exception {
        book(wire, true, number);
    }

    @ParameterizedTest
    @CsvSource({"TEXT, +12125550129", "BINARY, +12125550142"})
    @Tag("long")
    void a_customer_books_by_writing_and_hears_every_answer(RtviWire wire, String number)
            throws Exception {
        book(wire, false, number);
    }

    private void book(RtviWire wire, boolean isSilent, String number) throws Exception {
        var body = "{\"agent\":\"garage\",\"caller\":\"%s\"}".formatted(number);
        var call = RtviStart.post(served.start(), body, "").call(wire);
        if (isSilent) {
            call = call.with("skip_tts", "true");
        }
        try (var peer = RtviPeer.join(call, Person.SILENT)) {
            var said =
                    new Typist(peer, !isSilent)
                            .when("How can I help", "i would like to book an appointment")
                            .when("Which service", "an oil change")
                            .when("Which car", "the first one")
                            .when("Which day", "as soon as possible")
                            .when("Which time", "the first one")
                            .when("Is that right", "yes")
                            .when("Shall I book it", "yes")
                            .when("Is there anything else", "no thank you")
                            .until("oodbye");
            assertThat(said)
                    .contains("Your appointment is booked", "We will see you on")
                    .containsSubsequence("Is there anything else", "Goodbye");
            assertThat(peer.closed().get(60, TimeUnit.SECONDS).toString())
                    .contains("ClosedByServer[code=1000");
            assertThat(peer.events().of("server-message"))
                    .anyMatch(event ->
                            event.text("parley").equals("ended")
                                    && event.text("reason").equals("completed"));
            assertThat(peer.violations()).isEmpty();
        }
    }
}
