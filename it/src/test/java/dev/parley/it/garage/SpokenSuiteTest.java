package dev.parley.it.garage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.parley.agents.garage.DemoCustomers;
import dev.parley.agents.garage.GarageFlow;
import dev.parley.agents.garage.GaragePlugin;
import dev.parley.agents.garage.Visit;
import dev.parley.agents.garage.Visits;
import dev.parley.call.EndReason;
import dev.parley.call.conversation.Conversation;
import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Phrases;
import dev.parley.call.speech.Synthesizer;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Agent;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.Opening;
import dev.parley.dialog.Tool;
import dev.parley.dialog.ToolContext;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.flow.FlowPhrases;
import dev.parley.meter.Meters;
import dev.parley.providers.local.LocalVoices;
import dev.parley.providers.local.VoskRecognizer;
import dev.parley.providers.local.VoskSettings;
import dev.parley.sim.caller.AgentPrompt;
import dev.parley.sim.caller.PromptReader;
import dev.parley.sim.caller.garage.GarageCaller;
import dev.parley.sim.caller.garage.GarageGoal;
import dev.parley.sim.caller.garage.GarageGoal.Task;
import dev.parley.sim.spoken.LineNoise;
import dev.parley.sim.spoken.SpokenCall;
import dev.parley.sim.spoken.SpokenLine;
import dev.parley.sim.spoken.SpokenReport;
import dev.parley.sim.spoken.VoiceLine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Every kind of caller of the garage, each a whole call in virtual time with the real
/// conversation, the shipped flow, the real tools and a real database. What the callers understand
/// of the agent is taken for granted, as with people; what the agent understands of them is not.
@ExtendWith(GaragePostgres.class)
final class SpokenSuiteTest {
    private static final LocalDateTime NOW = LocalDateTime.parse("2026-11-21T12:00");
    private static final Path CACHE = Path.of("target", "local-speech");
    private static final List<String> VOICES =
            List.of("flite-rms", "flite-slt", "flite-awb", "freetts-kevin16");

    private static final List<LineNoise> NOISES = List.of(LineNoise.values());

    private final PromptReader reader =
            new PromptReader(
                    FlowPhrases.of(GarageFlow.load()).templates().stream()
                            .map(AgentPrompt::of)
                            .toList());

    @Test
    void callers_reach_their_goals_when_every_word_arrives(Garage garage) throws Exception {
        var suite = play(garage, _ -> SpokenLine.textTrue());
        assertThat(suite.calls).isGreaterThanOrEqualTo(60);
        assertThat(suite.wrong).isEmpty();
        assertThat(suite.lost).hasSizeLessThanOrEqualTo(suite.calls * 5 / 100);
    }

    @Test
    void callers_reach_their_goals_by_voice(Garage garage) throws Exception {
        var voices = new ArrayList<Synthesizer>();
        try (var ear =
                VoskRecognizer.open(VoskSettings.in(CACHE).withOpenDecoders(1), Meters.NONE)) {
            for (var name : VOICES) {
                var voice = find(name);
                assumeThat(voice).as("the voice %s is installed", name).isPresent();
                voices.add(voice.orElseThrow());
            }
            var suite =
                    play(
                            garage,
                            number ->
                                    new VoiceLine(
                                            voices.get(number % VOICES.size()),
                                            (samples, expectation) ->
                                                    ear.hear(samples, 16_000, expectation),
                                            NOISES.get(number / 4 % NOISES.size()),
                                            number));
            assertThat(suite.wrong).isEmpty();
            assertThat(suite.lost).hasSizeLessThanOrEqualTo(suite.calls * 10 / 100);
        } finally {
            voices.forEach(Synthesizer::close);
        }
    }

    private static Optional<Synthesizer> find(String name) {
        try {
            return Optional.of(LocalVoices.find(name, CACHE, Meters.NONE));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// @param lost calls that did not reach their goal, with their logs
    /// @param wrong calls that did something else, or did not end politely with a call-back
    private record Suite(int calls, List<String> lost, List<String> wrong) {}

    private Suite play(Garage garage, Function<Integer, SpokenLine> lines) throws Exception {
        DemoCustomers.insert(garage.database());
        garage.execute(
                "UPDATE customers SET birth_date = '%s'".formatted(GarageVisitor.BIRTH_DATE));
        var agent = new GaragePlugin().open(garage.database());
        var suite = new Suite(GarageVisitor.all().size(), new ArrayList<>(), new ArrayList<>());
        int number = 0;
        for (var visitor : GarageVisitor.all()) {
            prepare(garage, agent, visitor);
            var call = "suite-" + number;
            var report = live(agent, visitor, call, lines.apply(number));
            judge(garage, visitor, number, report, suite);
            garage.execute("TRUNCATE appointments, callback_tasks, identity_checks CASCADE");
            number++;
        }
        System.out.printf(
                "spoken suite: %d of %d callers reached their goal%n",
                suite.calls - suite.lost.size(), suite.calls);
        suite.lost.forEach(System.out::println);
        return suite;
    }

    /// Callers who move or cancel have an appointment.
    private static void prepare(Garage garage, Agent agent, GarageVisitor visitor)
            throws Exception {
        var task = visitor.goal().task();
        if (task != Task.MOVE && task != Task.CANCEL) {
            return;
        }
        var owner =
                garage.text(
                                "SELECT customer_id || ' ' || min(vehicle_id) FROM customers JOIN vehicles USING (customer_id) WHERE phone = '%s' GROUP BY customer_id"
                                        .formatted(visitor.goal().phone()))
                        .split(" ");
        var booked =
                run(
                        agent,
                        "book_appointment",
                        Map.of(
                                "customer_id",
                                owner[0],
                                "vehicle_id",
                                owner[1],
                                "service",
                                visitor.goal().service(),
                                "date",
                                "2026-12-04",
                                "time",
                                "10:00"),
                        "before",
                        1);
        assertThat(booked.succeeded()).as(booked.error()).isTrue();
    }

    private SpokenReport live(Agent agent, GarageVisitor visitor, String call, SpokenLine line) {
        return SpokenCall.run(
                new SpokenCall.Parts(
                        new Conversation(
                                ConversationSettings.defaults(),
                                Phrases.english(),
                                agent.newDialogue()),
                        new Opening(
                                call,
                                NOW,
                                agent.zone(),
                                call.hashCode(),
                                Sensitive.of(visitor.from()),
                                "+12125550100",
                                Map.of()),
                        new GarageCaller(visitor.goal(), visitor.manner()),
                        reader,
                        Expectation.OPEN,
                        SpokenLine.textTrue(),
                        line,
                        tool -> run(agent, tool, call),
                        Duration.ofMinutes(12)));
    }

    private static ToolResult run(Agent agent, Effect.StartTool tool, String call) {
        try {
            return run(agent, tool.name(), tool.arguments(), call, tool.toolCall());
        } catch (Exception e) {
            return ToolResult.failure("failed");
        }
    }

    private static ToolResult run(
            Agent agent, String name, Map<String, Object> arguments, String call, long number)
            throws Exception {
        var context =
                new ToolContext(call, call + ":" + System.nanoTime() + number, NOW, agent.zone());
        for (Tool<?> tool : agent.tools()) {
            if (tool.name().equals(name)) {
                return Garage.Desk.run(tool, arguments, context);
            }
        }
        throw new AssertionError("no tool " + name);
    }

    private static void judge(
            Garage garage, GarageVisitor visitor, int number, SpokenReport report, Suite suite)
            throws Exception {
        var goal = visitor.goal();
        var visits =
                new Visits(garage.database())
                        .ofPhone(Sensitive.of(goal.phone())).stream()
                                .filter(visit -> !visit.status().equals("cancelled"))
                                .toList();
        boolean hadOne = goal.task() == Task.MOVE || goal.task() == Task.CANCEL;
        boolean reached =
                switch (goal.task()) {
                    case BOOK, JOIN, MOVE ->
                            visits.size() == 1 && isWanted(visits.getFirst(), goal);
                    case CANCEL ->
                            visits.isEmpty()
                                    && garage.text("SELECT reason FROM appointments")
                                            .equals(goal.reason());
                    case HOURS, PRICE, SERVICES -> report.caller().reachedGoal();
                    case PERSON, COMPLAINT, DISCOUNT, LAWYER, NONSENSE ->
                            garage.count("callback_tasks") == 1;
                };
        boolean untouched =
                hadOne
                        ? visits.size() == 1 && visits.getFirst().time().equals(LocalTime.of(10, 0))
                        : visits.isEmpty();
        boolean polite = report.end() == EndReason.COMPLETED && garage.count("callback_tasks") >= 1;
        var log =
                "caller %d: %s, %s, ended %s \"%s\" after %d s%n%s"
                        .formatted(
                                number,
                                goal.task(),
                                visitor.manner(),
                                report.end(),
                                report.outcome(),
                                report.seconds(),
                                String.join("\n", report.log()));
        if (!reached) {
            suite.lost.add(log);
            if (!untouched || !polite) {
                suite.wrong.add(log);
            }
        }
    }

    private static boolean isWanted(Visit visit, GarageGoal goal) {
        return visit.service().equals(goal.service())
                && visit.date().equals(goal.date())
                && visit.time().equals(goal.time());
    }
}
