package dev.parley.it.garage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.garage.DemoCustomers;
import dev.parley.agents.garage.GaragePlugin;
import dev.parley.agents.garage.Visits;
import dev.parley.call.provider.ProviderEntry;
import dev.parley.compliance.Secret;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Agent;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Opening;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.providers.openai.OpenAiPlugin;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.script.ModelQuestion;
import dev.parley.sim.vendor.script.ModelReply;
import dev.parley.sim.vendor.script.VendorScript;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whole calls in text in which the garage talks freely: the shipped flow, its tools, a real
/// database, and the client of a simulated vendor's model.
@ExtendWith(GaragePostgres.class)
final class TalkingGarageTest {
    private static final String SARAH = "+12125550147";
    private static final String ODD =
            "well my brakes sort of squeal so someone should look at them";

    /// Faults after which the model's answer is still good.
    private static final List<String> HARMLESS =
            List.of(
                    "split-utf8",
                    "duplicate",
                    "late",
                    "too-fast",
                    "slow-first-byte@always:200ms",
                    "too-slow@always:50ms");

    private static final List<String> DEADLY =
            List.of(
                    "refuse",
                    "401",
                    "402",
                    "429",
                    "5xx",
                    "slow-first-byte@always:9s",
                    "stall",
                    "cut",
                    "error",
                    "garbage",
                    "zero-bytes");

    private static final AtomicInteger CALLS = new AtomicInteger();

    /// One call, each tool and each generation run to its end at once.
    private static final class TextTalk {
        private final String id = "talk-" + CALLS.incrementAndGet();
        private final Agent agent;
        private final Dialogue dialogue;
        private final LanguageModel model;
        private final List<String> said = new ArrayList<>();
        private long generation;
        private String outcome = "";

        TextTalk(Agent agent, LanguageModel model) throws Exception {
            this.agent = agent;
            this.model = model;
            dialogue = agent.newDialogue();
            var opening =
                    new Opening(
                            id,
                            Garage.NOW,
                            agent.zone(),
                            1,
                            Sensitive.of(SARAH),
                            "+12125550100",
                            Map.of());
            perform(dialogue.begin(opening.withModel(true)));
        }

        TextTalk say(String words) throws Exception {
            said.add("> " + words);
            perform(dialogue.hear(Sensitive.of(words)));
            return this;
        }

        String log() {
            return String.join("\n", said);
        }

        private void perform(List<Act> acts) throws Exception {
            for (var act : acts) {
                switch (act) {
                    case Act.Say say -> said.addAll(say.sentences());
                    case Act.CallTool call -> perform(dialogue.toolReturned(call.id(), run(call)));
                    case Act.End end -> outcome = end.outcome();
                    case Act.Generate(long number, var request, _) -> {
                        generation = number;
                        write(number, request);
                    }
                    case Act.StopGenerating _ -> generation = 0;
                    case Act.StopTool _,
                            Act.Summarize _,
                            Act.Expect _,
                            Act.Note _,
                            Act.Transfer _,
                            Act.HandOver _ -> {}
                }
            }
        }

        private void write(long number, ModelRequest request) throws Exception {
            var events = new LinkedBlockingQueue<ModelEvent>();
            try (var _ = model.generate(request, new Written(events))) {
                while (generation == number) {
                    var event = events.poll(60, TimeUnit.SECONDS);
                    assertThat(event).as("within a minute:\n%s", log()).isNotNull();
                    generation = event.isLast() ? 0 : number;
                    perform(dialogue.generated(number, event));
                }
            }
        }

        private ToolResult run(Act.CallTool call) throws Exception {
            var context = new ToolContext(id, id + "/" + call.id(), Garage.NOW, agent.zone());
            for (Tool<?> tool : agent.tools()) {
                if (tool.name().equals(call.name())) {
                    return Garage.Desk.run(tool, call.arguments(), context);
                }
            }
            throw new AssertionError("no tool " + call.name());
        }
    }

    private record Written(LinkedBlockingQueue<ModelEvent> events)
            implements LanguageModel.Listener {
        @Override
        public void text(String delta) {
            events.add(new ModelEvent.Text(delta));
        }

        @Override
        public void toolCall(ToolCall call) {
            events.add(new ModelEvent.Called(call));
        }

        @Override
        public void done(Finish finish) {
            events.add(new ModelEvent.Done(finish));
        }

        @Override
        public void failed(ProviderFault fault) {
            events.add(new ModelEvent.Failed(fault));
        }
    }

    private static LanguageModel model(Vendors vendors, OpenAiPlugin plugin, String name) {
        return plugin.model(
                new ProviderEntry(
                        "openai",
                        Map.of("url", vendors.url(name) + "/v1", "model", "gpt-x", "warm", "0"),
                        Optional.of(Secret.of("sim-key"))),
                Meters.NONE);
    }

    private static VendorScript script() {
        return VendorScript.usual().with(TalkingGarageTest::answer);
    }

    private static ModelReply answer(ModelQuestion question) {
        var said = question.user();
        if (said.contains("squeal")) {
            return ModelReply.call(
                    "answer", "{\"task\":\"book\",\"service\":\"brake_inspection\"}");
        }
        if (said.contains("mother in law")) {
            return new ModelReply(
                    "How nice. ",
                    List.of(new ModelReply.Call("answer", "{\"day\":\"2026-11-24\"}")),
                    "");
        }
        if (said.contains("breakfast")) {
            return ModelReply.call("answer", "{\"time\":\"09:30\"}");
        }
        return ModelReply.say("I have booked you a table for $20. We do not serve coffee.");
    }

    @Test
    void caller_who_says_nothing_any_grammar_knows_books_with_a_plain_yes_alone(Garage garage)
            throws Exception {
        DemoCustomers.insert(garage.database());
        try (var vendors = Vendors.start(script());
                var plugin = new OpenAiPlugin();
                var model = model(vendors, plugin, "openai")) {
            var call = new TextTalk(new GaragePlugin().open(garage.database()), model);
            call.say(ODD);
            assertThat(call.said).last().isEqualTo("Which day would you like?");
            call.say("the day when my mother in law comes over");
            assertThat(call.said).contains("How nice.");
            call.say("right after my breakfast");
            assertThat(call.said).last().isEqualTo("Is that right?");
            call.say("my neighbour says so");
            assertThat(call.log()).doesNotContain("table").doesNotContain("$");
            assertThat(garage.count("appointments")).as(call.log()).isZero();
            call.say("yes");
            call.say("no thank you");
            assertThat(call.outcome).as(call.log()).isEqualTo("booked");
            assertThat(new Visits(garage.database()).ofCall(call.id))
                    .as(call.log())
                    .singleElement()
                    .satisfies(booked -> {
                        assertThat(booked.service()).isEqualTo("brake_inspection");
                        assertThat(booked.date()).isEqualTo(LocalDate.of(2026, 11, 24));
                        assertThat(booked.time()).isEqualTo(LocalTime.of(9, 30));
                    });
            assertThat(vendors.violations()).isEmpty();
            assertThat(vendors.requests("openai"))
                    .as("nothing that identifies the caller goes to the vendor")
                    .allSatisfy(request ->
                            assertThat(request.body())
                                    .doesNotContain("2125550147")
                                    .doesNotContain("Wilson"));
        }
    }

    @Test
    void call_goes_on_as_politely_as_without_a_model_whatever_the_vendor_does(Garage garage)
            throws Exception {
        DemoCustomers.insert(garage.database());
        try (var vendors = Vendors.start(script());
                var plugin = new OpenAiPlugin()) {
            var agent = new GaragePlugin().open(garage.database());
            var good = words(agent, vendors, plugin, "openai-good");
            assertThat(good).contains("Which day would you like?");
            for (var fault : HARMLESS) {
                assertThat(words(agent, vendors, plugin, faulty(vendors, fault)))
                        .as(fault)
                        .isEqualTo(good);
            }
            for (var fault : DEADLY) {
                assertThat(words(agent, vendors, plugin, faulty(vendors, fault)))
                        .as(fault)
                        .contains("I am sorry, I did not understand that.")
                        .contains("Which day would you like?")
                        .last()
                        .isEqualTo("Goodbye.");
            }
        }
    }

    /// The name of a vendor that does this wrong.
    private static String faulty(Vendors vendors, String fault) {
        var name = "openai-" + fault.replaceAll("@.*", "") + (fault.contains("9s") ? "-long" : "");
        vendors.fault(name + ":" + (fault.contains("@") ? fault : fault + "@always"));
        return name;
    }

    /// A call of somebody who says it in plain words after all.
    private static List<String> words(
            Agent agent, Vendors vendors, OpenAiPlugin plugin, String vendor) throws Exception {
        try (var model = model(vendors, plugin, vendor)) {
            var call = new TextTalk(agent, model).say(ODD);
            if (!call.said.getLast().equals("Which day would you like?")) {
                call.say("book an appointment").say("a brake inspection");
            }
            call.say("goodbye");
            assertThat(call.outcome).as(call.log()).isEqualTo("done");
            return call.said;
        }
    }
}
