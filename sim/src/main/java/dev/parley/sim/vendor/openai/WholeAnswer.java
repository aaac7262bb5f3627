package dev.parley.sim.vendor.openai;

import dev.parley.sim.vendor.fault.FaultKind;
import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.host.BodyOutlet;
import dev.parley.sim.vendor.host.Spout;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.script.Delay;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A body that is known as a whole, with the fault that strikes it.
final class WholeAnswer {
    private WholeAnswer() {}

    static void pour(
            Visit visit, @Nullable FaultRule fault, Delay first, String type, byte[] answer)
            throws IOException, InterruptedException {
        var exchange = visit.exchange();
        exchange.pause(Spout.firstWait(fault, visit.script(), first));
        if (fault == null) {
            visit.end("done");
            exchange.answer(200, Headers.of(visit, type), answer);
            return;
        }
        var chunked = exchange.open(200, Headers.of(visit, type));
        var outlet = new BodyOutlet(visit, chunked, Refusals.body(Problem.BROKEN, false));
        var spout = new Spout<byte[]>(outlet, fault, visit.script());
        if (!spout.has(FaultKind.ZERO_BYTES)) {
            int half = answer.length / 2;
            spout.content(Arrays.copyOf(answer, half));
            spout.waitForNext(Duration.ZERO);
            spout.content(Arrays.copyOfRange(answer, half, answer.length - 1));
            spout.mark(Arrays.copyOfRange(answer, answer.length - 1, answer.length));
        }
        visit.end("done");
        chunked.end();
    }
}
