package dev.parley.it.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.command.ParleyCommand;
import dev.parley.observe.Logs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./parley call` with one fault at each port: whole simulated calls in real time, side by side,
/// each with simulated vendors and a server of its own. All faults: [CallFaultsTest].
final class FaultyCallTest {
    @TempDir private Path folder;

    private record Fault(String rule, String lines, String told) {}

    private record Ended(int code, String printed) {}

    @Test
    void caller_is_answered_and_told_goodbye_whichever_provider_breaks() throws Exception {
        var faults =
                List.of(
                        new Fault("stt:stall@turn1:0", "goodbye", "hears deepgram timed-out"),
                        new Fault("tts:cut@request2+", "goodbye", "speaks cartesia network"),
                        new Fault(
                                "llm:5xx@always",
                                "i wonder what you fellas are up to, goodbye",
                                "thinks openai engine"));
        Logs.plainToConsole("WARN"); // before several threads want it at once
        List<Callable<Ended>> calls = new ArrayList<>();
        faults.forEach(fault -> calls.add(() -> call(fault)));
        List<Future<Ended>> ended;
        try (var pool = Executors.newFixedThreadPool(faults.size())) {
            ended = pool.invokeAll(calls);
        }
        for (int i = 0; i < faults.size(); i++) {
            var fault = faults.get(i);
            var call = ended.get(i).get();
            assertThat(call.code()).as(call.printed()).isZero();
            assertThat(call.printed().lines().toList().getLast())
                    .contains("\"outcome\":\"reached\"", "\"end\":\"COMPLETED\"")
                    .contains("\"" + fault.told() + "\":")
                    .contains("\"violations\":[]", "\"carrier_violations\":[]")
                    .doesNotContain("\"" + fault.rule() + "\":0");
        }
    }

    /// No time is judged here: the machine may be busy.
    private Ended call(Fault fault) throws IOException {
        var script =
                Files.writeString(
                        Files.createTempFile(folder, "script", ".yaml"),
                        """
                        model: [{say: I can help you with your car.}]
                        hears: {utterances: [%s]}
                        """
                                .formatted(fault.lines()));
        var printed = new StringWriter();
        var out = new PrintWriter(printed, true);
        int code =
                ParleyCommand.run(
                        out,
                        out,
                        "call",
                        "--script",
                        script.toString(),
                        "--fault",
                        fault.rule(),
                        "--dead-air",
                        "60000",
                        "--cache",
                        folder.resolve("cache").toString(),
                        "--json");
        return new Ended(code, printed.toString());
    }
}
