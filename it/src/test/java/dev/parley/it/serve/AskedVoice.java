package dev.parley.it.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.vendor.Vendors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// What a server asked the simulated voice of Cartesia to say, in all its calls so far.
record AskedVoice(Vendors vendors, ServerProcess server) {
    /// What was asked, as it went over the wire.
    String said() {
        return vendors.requests("cartesia").stream()
                .flatMap(request -> request.texts().stream())
                .collect(Collectors.joining("\n"));
    }

    /// Waits until these words were asked for, at most a minute.
    void await(String words) {
        for (int i = 0; i < 3_000 && !said().contains(words); i++) {
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(said()).as(server.text()).contains(words);
    }

    /// The caller speaks once this was asked for, for the first time in this server.
    void answer(PromptedCaller caller, String to) {
        await(to);
        caller.say();
    }
}
