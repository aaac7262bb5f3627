package dev.parley.it.garage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.garage.DemoCustomers;
import dev.parley.agents.garage.GaragePlugin;
import dev.parley.agents.garage.Visits;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Agent;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Opening;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whole calls in text: the shipped flow, the real tools, a real database.
@ExtendWith(GaragePostgres.class)
final class GarageCallTest {
    /// One call, each tool run at once.
    private static final class TextCall {
        private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-21T12:00");

        private final Agent agent;
        private final Dialogue dialogue;
        private final List<String> said = new ArrayList<>();
        private String outcome = "";

        TextCall(Garage garage, String from) throws Exception {
            agent = new GaragePlugin().open(garage.database());
            dialogue = agent.newDialogue();
            perform(
                    dialogue.begin(
                            new Opening(
                                    "call-1",
                                    NOW,
                                    agent.zone(),
                                    1,
                                    Sensitive.of(from),
                                    "+12125550100",
                                    Map.of())));
        }

        void say(String words) throws Exception {
            said.add("> " + words);
            perform(dialogue.hear(Sensitive.of(words)));
        }

        String log() {
            return String.join("\n", said);
        }

        private void perform(List<Act> acts) throws Exception {
            for (Act act : acts) {
                switch (act) {
                    case Act.Say say -> said.addAll(say.sentences());
                    case Act.CallTool call -> perform(dialogue.toolReturned(call.id(), run(call)));
                    case Act.End end -> outcome = end.outcome();
                    case Act.Expect _, Act.Note _ -> {}
                }
            }
        }

        private ToolResult run(Act.CallTool call) throws Exception {
            var context = new ToolContext("call-1", "call-1/" + call.id(), NOW, agent.zone());
            for (Tool<?> tool : agent.tools()) {
                if (tool.name().equals(call.name())) {
                    return Garage.Desk.run(tool, call.arguments(), context);
                }
            }
            throw new AssertionError("no tool " + call.name());
        }
    }

    @Test
    void customer_books_by_voice_what_was_read_back(Garage garage) throws Exception {
        DemoCustomers.insert(garage.database());
        var call = new TextCall(garage, "+12125550147");
        assertThat(call.log()).contains("Riverside Auto Service", "Sarah");
        call.say("i would like to book an appointment");
        call.say("an oil change please");
        call.say("next tuesday");
        call.say("nine thirty");
        assertThat(garage.count("appointments")).as("before the yes:\n%s", call.log()).isZero();
        call.say("yes please");
        call.say("no thank you");
        assertThat(call.outcome).as(call.log()).isEqualTo("booked");
        assertThat(new Visits(garage.database()).ofCall("call-1"))
                .as(call.log())
                .singleElement()
                .satisfies(
                        booked -> {
                            assertThat(booked.service()).isEqualTo("oil_change");
                            assertThat(booked.date()).isEqualTo(LocalDate.of(2026, 11, 24));
                            assertThat(booked.time()).isEqualTo(LocalTime.of(9, 30));
                        });
    }
}
