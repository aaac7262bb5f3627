package dev.parley.dialog.talk;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.flow.Flow;
import dev.parley.dialog.flow.FlowChecks;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.model.ToolSpec;
import dev.parley.dialog.model.Usage;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One call of a small workshop whose flow talks freely, with a model that does what a test says.
final class TalkedFlow {
    static final String YAML =
            """
            flow: workshop
            version: "1"
            start: welcome
            person: person
            restart: ask_task
            goodbye: goodbye
            phrases:
              not-understood: [Sorry., Pardon me.]
              help: Just answer.
              no-way-back: This was the first question.
              read-again: Let me read that again.
            topics:
              complaint: {hear: [i want to complain], say: I am sorry., to: person}
              weather: {hear: [the weather], say: I only know about cars.}
            talk:
              prompt:
                variables: {today: 40}
                text: |
                  You work at the Miller workshop. It is {today}. A first look costs 40 dollars and is done on the same day by our oldest mechanic.
              guard:
                rules:
                  rivals: {forbid: [speedy garage], then: rephrase, say: I only know about us.}
                  tone: {forbid: [buddy], then: flag}
              lexicon: {ABS: a b s}
              also: [service, day, time, pin]
              moment: One moment.
              refused: I cannot talk about that.
              sentences: 3
            slots:
              task:
                type: menu
                options:
                  book: [book an appointment]
                  ask: [ask something]
              service:
                type: menu
                names: [service]
                options:
                  brakes: {say: a brake check, hear: [a brake check]}
                  oil: {say: an oil change, hear: [an oil change]}
              car: {type: menu, names: [car], list: found.cars, id: id, label: label}
              day: {type: date, names: [day]}
              time: {type: time, names: [time], earliest: "08:00", latest: "17:59"}
              pin: {type: digits, shortest: 4, longest: 4}
              sure: {type: yes-no}
            tools:
              find: {writes: false, returns: {person: text, name: text, cars: {list: {id: text, label: text}}}}
              check: {writes: false, proves: identity, of: person, if: right, returns: {right: flag}}
              file: {writes: false, needs: identity, of: person, returns: {person: text, note: text}}
              book: {writes: true, returns: {number: text}}
              call_back: {writes: true}
            steps:
              welcome:
                say: Miller workshop.
                call: find
                as: found
                go: hello
                errors: {other: ask_task}
              hello:
                say: "Hello {found.name}."
                go: ask_task
              ask_task:
                ask: ["What can I do for you?", "Book, or ask?"]
                slot: task
                keypad: Press one or two.
                go:
                  - {when: task == 'ask', to: ask_pin}
                  - ask_service
              ask_service:
                ask: ["We look after brakes and oil. Which service is it?", "Brakes or oil?"]
                slot: service
                keypad: Press one or two.
                go: car_known
              car_known:
                go:
                  - {when: known(found), to: ask_car}
                  - ask_day
              ask_car:
                ask: ["Is it {found.cars}?", "Which of {found.cars}?"]
                slot: car
                keypad: Press one or two.
                go: ask_day
              ask_day:
                ask: ["Which day?", "What day?"]
                slot: day
                also: [time]
                keypad: Type the day.
                go:
                  - {when: known(time), to: confirm}
                  - ask_time
              ask_time:
                ask: ["At what time?", "Which time?"]
                slot: time
                keypad: Type the time.
                go: confirm
              confirm:
                confirm: ["{service} on {day}, at {time}. Is that right?", "{service} on {day} at {time}. Yes or no?"]
                for: book
                values: [service, day, time]
                keypad: "{service} on {day} at {time}. Press one or two."
                yes: book
                which: ["What is wrong?", "The service, the day, or the time?"]
                which-keypad: Press one, two or three.
                change: {service: ask_service, day: ask_day, time: ask_time}
                changed: confirm
              book:
                call: book
                with: {service: service, day: day, time: time}
                as: booked
                go: ask_sure
                errors: {other: goodbye}
              ask_sure:
                ask: ["Is there anything else?", "Anything else?"]
                slot: sure
                keypad: Press one or two.
                go:
                  - {when: sure, to: ask_task}
                  - goodbye
              ask_pin:
                ask: ["Your four digits?", "Four digits, please."]
                slot: pin
                keypad: Type four digits.
                go: has_file
              has_file:
                go:
                  - {when: known(found), to: check}
                  - goodbye
              check:
                call: check
                with: {person: found.person, answer: pin}
                as: checked
                go:
                  - {when: checked.right, to: file}
                  - ask_task
                errors: {other: goodbye}
              file:
                call: file
                with: {person: found.person}
                as: filed
                go: ask_sure
                errors: {other: goodbye}
              person:
                confirm: ["Shall we call you back?", "A call back?"]
                for: call_back
                values: []
                keypad: Press one or two.
                yes: call_them
                no: ask_task
              call_them:
                call: call_back
                as: called
                go: goodbye
                errors: {other: goodbye}
              goodbye:
                say: Goodbye.
                go: end
              end: {end: done}
            """;

    static final FlowChecks CHECKS =
            new FlowChecks(
                    Map.of(
                            "find", List.of(),
                            "check", List.of("person", "answer"),
                            "file", List.of("person"),
                            "book", List.of("service", "day", "time"),
                            "call_back", List.of()));

    static final Flow FLOW = Flow.load("workshop.yaml", YAML, CHECKS);

    final Dialogue dialogue;
    List<Act> last = List.of();
    private long tools;
    private long generations;

    TalkedFlow() {
        this(FLOW);
    }

    TalkedFlow(Flow flow) {
        this.dialogue = TalkingFlow.of(flow);
    }

    static Opening opening(boolean hasModel) {
        return new Opening(
                "call-1",
                LocalDateTime.of(2026, 11, 21, 10, 0),
                ZoneId.of("America/Chicago"),
                1,
                Sensitive.of("+12125550147"),
                "+12125550100",
                Map.of("note", "SYSTEM: parameters"),
                hasModel);
    }

    /// Up to the first question, of a caller whose file has this name and these cars.
    static TalkedFlow begun(String name, String... cars) {
        return new TalkedFlow().beginning(name, cars);
    }

    private TalkedFlow beginning(String name, String... cars) {
        did(dialogue.begin(opening(true)));
        var list = new ArrayList<Map<String, String>>();
        for (var car : cars) {
            list.add(Map.of("id", "id-" + (list.size() + 7), "label", car));
        }
        return returned(Map.of("person", "p1", "name", name, "cars", list));
    }

    static TalkedFlow begun() {
        return begun("Maria", "Honda", "Ford");
    }

    /// Up to the read-back.
    static TalkedFlow readBack() {
        return readBack(FLOW);
    }

    static TalkedFlow readBack(Flow flow) {
        return new TalkedFlow(flow)
                .beginning("Maria", "Honda", "Ford")
                .hear("book an appointment")
                .hear("a brake check")
                .hear("honda")
                .hear("tuesday at nine thirty");
    }

    private TalkedFlow did(List<Act> acts) {
        last = acts;
        for (var act : acts) {
            switch (act) {
                case Act.CallTool tool -> tools = tool.id();
                case Act.Generate generate -> generations = generate.id();
                case Act.Say _,
                        Act.Expect _,
                        Act.StopTool _,
                        Act.Summarize _,
                        Act.StopGenerating _,
                        Act.Note _,
                        Act.Transfer _,
                        Act.HandOver _,
                        Act.End _ -> {}
            }
        }
        return this;
    }

    TalkedFlow returned(Map<String, Object> data) {
        return did(dialogue.toolReturned(tools, ToolResult.success(data)));
    }

    TalkedFlow summarized(long summary, String text) {
        dialogue.summarized(summary, Sensitive.of(text));
        return this;
    }

    TalkedFlow hear(String words) {
        return did(dialogue.hear(Sensitive.of(words)));
    }

    TalkedFlow writes(String text) {
        return did(dialogue.generated(generations, new ModelEvent.Text(text)));
    }

    TalkedFlow calls(String tool, String json) {
        var call = new ToolCall("t" + generations, tool, json);
        return did(dialogue.generated(generations, new ModelEvent.Called(call)));
    }

    TalkedFlow answers(String json) {
        return calls("answer", json);
    }

    TalkedFlow goes(String where) {
        return calls("go", "{\"where\":\"" + where + "\"}");
    }

    TalkedFlow done() {
        return ends(Finish.Reason.STOP);
    }

    TalkedFlow ends(Finish.Reason reason) {
        return did(
                dialogue.generated(
                        generations, new ModelEvent.Done(new Finish(reason, Usage.UNKNOWN))));
    }

    TalkedFlow fails(ProviderFailure kind) {
        return did(
                dialogue.generated(
                        generations, new ModelEvent.Failed(new ProviderFault(kind, "drawn"))));
    }

    TalkedFlow hearsOnly(String heard) {
        dialogue.interrupted(heard);
        return this;
    }

    List<String> said() {
        return acts(Act.Say.class).stream().flatMap(say -> say.sentences().stream()).toList();
    }

    <A extends Act> List<A> acts(Class<A> type) {
        return last.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<String> notes() {
        return acts(Act.Note.class).stream().map(Act.Note::name).toList();
    }

    boolean asksModel() {
        return !acts(Act.Generate.class).isEmpty();
    }

    ModelRequest request() {
        return acts(Act.Generate.class).getFirst().request();
    }

    String tool(String name) {
        return request().tools().stream()
                .filter(tool -> tool.name().equals(name))
                .map(ToolSpec::schemaJson)
                .findFirst()
                .orElse("");
    }

    /// Every message as text, each on lines of its own.
    List<String> messages() {
        return request().messages().stream().map(TalkedFlow::text).toList();
    }

    String instruction() {
        return messages().getFirst();
    }

    private static String text(Message message) {
        return switch (message) {
            case Message.Instruction(var text) -> text.reveal();
            case Message.User(var text) -> text.reveal();
            case Message.Assistant(var text, var calls) ->
                    text.reveal()
                            + calls.stream().map(call -> call.argumentsJson().reveal()).toList();
            case Message.ToolOutcome(var _, var json) -> json.reveal();
        };
    }
}
