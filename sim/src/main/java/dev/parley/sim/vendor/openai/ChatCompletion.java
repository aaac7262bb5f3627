package dev.parley.sim.vendor.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.sim.vendor.fault.FaultKind;
import dev.parley.sim.vendor.fault.FaultRule;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.host.BodyOutlet;
import dev.parley.sim.vendor.host.Json;
import dev.parley.sim.vendor.host.Spout;
import dev.parley.sim.vendor.host.Struck;
import dev.parley.sim.vendor.host.Visit;
import dev.parley.sim.vendor.script.Delay;
import dev.parley.sim.vendor.script.ModelQuestion;
import dev.parley.sim.vendor.script.ModelReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One request for a chat completion, from its check to its last byte.
final class ChatCompletion {
    private final Visit visit;

    ChatCompletion(Visit visit) {
        this.visit = visit;
    }

    void answer() throws IOException, InterruptedException {
        var request = visit.exchange().request();
        var read = Json.parse(request.text());
        var question = ChatQuestion.of(read.orElseGet(Json::object));
        long number = visit.desk().nextRequest(Stage.LLM);
        if (Refusals.atDoor(visit, number, question.turn())) {
            return;
        }
        if (!request.method().equals("POST")) {
            Refusals.violation(
                    visit,
                    "method",
                    new Problem(
                            405,
                            "Not allowed to " + request.method(),
                            Problem.INVALID,
                            null,
                            null));
            return;
        }
        if (read.isEmpty() || !request.header("content-type").startsWith("application/json")) {
            Refusals.violation(
                    visit,
                    "body",
                    Problem.invalid(
                            "We could not parse the JSON body of your request.", null, null));
            return;
        }
        var body = read.get();
        var problem = new ChatRules(visit.script()).check(body);
        if (problem.isPresent()) {
            Refusals.violation(visit, "request", problem.get());
            return;
        }
        pour(body, question, visit.inStream(number, question.turn()), number);
    }

    private void pour(
            ObjectNode body, ModelQuestion question, @Nullable FaultRule fault, long number)
            throws IOException, InterruptedException {
        var reply = visit.script().model().answer(question);
        try {
            if (body.path("stream").asBoolean()) {
                stream(body, reply, fault, number);
            } else {
                whole(body, reply, fault, number);
            }
        } catch (Struck struck) {
            struck.end(visit);
        }
    }

    private void stream(ObjectNode body, ModelReply reply, @Nullable FaultRule fault, long number)
            throws IOException, InterruptedException {
        var lines = new EventLines(visit.script());
        var exchange = visit.exchange();
        exchange.pause(Spout.firstWait(fault, visit.script(), Delay.FIRST_TOKEN));
        var chunked = exchange.open(200, Headers.of(visit, "text/event-stream; charset=utf-8"));
        var error =
                lines.event(
                        new String(Refusals.body(Problem.BROKEN, false), StandardCharsets.UTF_8));
        var outlet = new BodyOutlet(visit, chunked, error);
        var spout = new Spout<byte[]>(outlet, fault, visit.script());
        if (!spout.has(FaultKind.ZERO_BYTES)) {
            var chunks = new ChatChunks(visit.script(), body, number);
            var events = chunks.of(reply);
            var first = lines.start();
            for (var event : events) {
                if (event.isContent()) {
                    spout.content(joined(first, lines.event(event.json())));
                    spout.waitForNext(Delay.BETWEEN_TOKENS);
                } else {
                    spout.mark(joined(first, lines.event(event.json())));
                }
                first = new byte[0];
            }
            if (spout.has(FaultKind.LATE)) {
                for (int i = 0; i < spout.count(3); i++) {
                    outlet.send(lines.event(chunks.late(i)));
                }
            }
        }
        visit.end("done");
        chunked.end();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private void whole(ObjectNode body, ModelReply reply, @Nullable FaultRule fault, long number)
            throws IOException, InterruptedException {
        var answer = new ChatChunks(visit.script(), body, number).whole(reply);
        WholeAnswer.pour(visit, fault, Delay.FIRST_TOKEN, "application/json", Json.bytes(answer));
    }
}
