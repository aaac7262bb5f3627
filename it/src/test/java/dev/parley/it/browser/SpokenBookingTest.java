package dev.parley.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.caller.GarageCall;
import dev.parley.app.caller.GarageWishes;
import dev.parley.it.browser.ServedParley.Served;
import dev.parley.sim.caller.RtviLine;
import dev.parley.sim.rtvi.RtviCall;
import dev.parley.sim.rtvi.RtviStart;
import dev.parley.sim.rtvi.RtviWire;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A customer who only hears and speaks books over the browser socket, whatever rate the page plays
/// at, and the socket keeps every rule meanwhile.
@ExtendWith(ServedParley.class)
@Tag("long")
final class SpokenBookingTest {
    private final Served served;

    SpokenBookingTest(Served served) {
        this.served = served;
    }

    @ParameterizedTest
    @CsvSource({"24000, 3", "16000, 7"})
    void a_customer_books_by_voice(int playerRate, long seed) throws Exception {
        var wish = GarageWishes.draw(seed, Instant.now());
        var body = "{\"agent\":\"garage\",\"caller\":\"%s\"}".formatted(wish.phone());
        RtviCall call =
                RtviStart.post(served.start(), body, "")
                        .call(RtviWire.BINARY)
                        .withPlayer(playerRate);
        var report =
                new GarageCall(served.folder().resolve("data/cache"), "freetts-kevin16")
                        .place(RtviLine.to(call), wish, null, _ -> {});
        assertThat(report.outcome().reachedGoal()).as(report.turns().toString()).isTrue();
        assertThat(report.violations()).isEmpty();
    }
}
