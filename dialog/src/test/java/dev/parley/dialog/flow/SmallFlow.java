package dev.parley.dialog.flow;

import java.util.List;
import java.util.Map;

/// A complete small flow, to be broken in one place by a test.
final class SmallFlow {
    static final FlowChecks CHECKS =
            new FlowChecks(
                    Map.of(
                            "look_up", List.of("day"),
                            "write_down", List.of("day", "colour"),
                            "call_back", List.of()));

    static final String YAML =
            """
            flow: small
            version: "1"
            start: ask_day
            person: person
            restart: ask_day
            goodbye: goodbye
            phrases:
              not-understood: [Sorry., Pardon me.]
              help: Just answer.
              no-way-back: This was the first question.
              read-again: Once more.
            slots:
              day: {type: date}
              colour:
                type: menu
                options:
                  red: red
                  blue: {say: deep blue, hear: [blue, navy blue]}
              sure: {type: yes-no}
            tools:
              look_up:
                writes: false
                filler: One moment.
                returns: {free: flag, times: times}
              write_down: {writes: true}
              call_back: {writes: true}
            steps:
              ask_day:
                ask: ["Which day?", "What day would you like?"]
                slot: day
                keypad: Please type the day.
                go: look
              look:
                call: look_up
                with: {day: day}
                as: found
                go:
                  - {when: found.free and count(found.times) > 0, to: ask_colour}
                  - busy
                errors: {other: broken}
              busy:
                say: "We are busy on {day}."
                go: ask_day
              broken:
                say: I cannot look that up.
                go: goodbye
              ask_colour:
                ask: ["Which colour?", "Red or blue?"]
                slot: colour
                also: [day]
                keypad: Press one for red or two for blue.
                go: confirm
              confirm:
                confirm: ["{colour} on {day}. Is that right?", "I have {day} and {colour}. Yes or no?"]
                for: write_down
                values: [day, colour]
                keypad: "{colour} on {day}. Press one or two."
                yes: write
                which: ["What is wrong?", "The day or the colour?"]
                which-keypad: Press one for the day or two for the colour.
                change: {day: ask_day, colour: ask_colour}
                changed: look
              write:
                call: write_down
                with: {day: day, colour: colour}
                as: written
                go: goodbye
                errors: {other: broken}
              person:
                confirm: ["Shall we call you back?", "Would you like a call back?"]
                for: call_back
                values: []
                keypad: Press one for yes or two for no.
                yes: call_them
                no: ask_sure
              call_them:
                call: call_back
                as: called
                go: goodbye
                errors: {other: goodbye}
              ask_sure:
                ask: ["Are you sure?", "Is that what you want?"]
                slot: sure
                keypad: Press one or two.
                go:
                  - {when: sure, to: goodbye}
                  - person
              goodbye:
                say: Goodbye.
                go: end
              end: {end: done}
            """;

    private SmallFlow() {}

    static Flow load() {
        return Flow.load("small.yaml", YAML, CHECKS);
    }

    /// The line of the first place where this text stands.
    static int line(String yaml, String text) {
        return (int) yaml.substring(0, yaml.indexOf(text)).chars().filter(c -> c == '\n').count()
                + 1;
    }
}
