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
@Tag("long")
final class WrittenBookingTest {
    private final Served served;

    WrittenBookingTest(Served served) {
        this.served = served;
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT,   true,  +12125550123",
        "TEXT,   false, +12125550129",
        "BINARY, true,  +12125550174",
        "BINARY, false, +12125550142",
    })
    void a_customer_books_by_writing(RtviWire wire, boolean isSilent, String number)
            throws Exception {
        var body = "{\"agent\":\"garage\",\"caller\":\"%s\"}".formatted(number);
        var call = RtviStart.post(served.start(), body, "").call(wire);
        if (isSilent) {
            call = call.with("skip_tts", "true");
        }
        try (var peer = RtviPeer.join(call, Person.SILENT)) {
            var typist =
                    new Typist(peer, !isSilent)
                            .when("How can I help", "i would like to book an appointment")
                            .when("Which service", "an oil change")
                            .when("Which car", "the first one")
                            .when("Which day", "as soon as possible")
                            .when("Which time", "the first one")
                            .when("Is that right", "yes")
                            .when("Shall I book it", "yes");
            var booked = typist.until("Your appointment is booked");
            assertThat(booked).contains("We will see you on");
            typist.when("Is there anything else", "no thank you").until("oodbye");
            assertThat(peer.closed().get(20, TimeUnit.SECONDS).toString())
                    .contains("ClosedByServer[code=1000");
            assertThat(peer.violations()).isEmpty();
        }
    }
}
