package dev.parley.dialog.flow;

import java.util.List;
import java.util.Map;

/// A small flow with something secret, to be broken in one place by a test.
final class IdentityFlow {
    static final FlowChecks CHECKS =
            new FlowChecks(
                    Map.of(
                            "find", List.of("code"),
                            "check", List.of("person", "answer"),
                            "tell", List.of("person"),
                            "write", List.of("person")));

    static final String YAML =
            """
            flow: secret
            version: "1"
            start: ask_code
            person: goodbye
            restart: ask_code
            goodbye: goodbye
            phrases:
              not-understood: [Sorry., Pardon me.]
              help: Just answer.
              no-way-back: This was the first question.
              read-again: Once more.
            topics:
              weather: {hear: [the weather], say: I do not know about that.}
              anger: {also-hear: [terrible], say: I am sorry., to: goodbye}
            slots:
              code: {type: digits, shortest: 2, longest: 2}
              answer: {type: digits, shortest: 4, longest: 4}
              again: {type: yes-no}
            tools:
              find: {writes: false, returns: {person: text}}
              check:
                writes: false
                proves: identity
                of: person
                if: right
                returns: {right: flag}
              tell:
                writes: false
                needs: identity
                of: person
                returns: {person: text, secret: text}
            steps:
              ask_code:
                ask: ["Which code?", "Please say two digits."]
                slot: code
                keypad: Please type two digits.
                go: find
              find:
                call: find
                with: {code: code}
                as: file
                go: ask_answer
                errors: {other: goodbye}
              ask_answer:
                ask: ["Which number?", "Please say four digits."]
                slot: answer
                keypad: Please type four digits.
                go: check
              check:
                call: check
                with: {person: file.person, answer: answer}
                as: checked
                go:
                  - {when: checked.right, to: tell}
                  - ask_answer
                errors: {other: goodbye}
              tell:
                call: tell
                with: {person: file.person}
                as: file_of
                go: say_it
                errors: {other: goodbye}
              say_it:
                say: "It is {file_of.secret}."
                go: ask_again
              ask_again:
                ask: ["Once more?", "Shall I tell it again?"]
                slot: again
                keypad: Please press one or two.
                go:
                  - {when: again and proven(file.person), to: tell}
                  - goodbye
              goodbye:
                say: Goodbye.
                go: end
              end: {end: done}
            """;

    private IdentityFlow() {}

    static Flow load() {
        return Flow.load("secret.yaml", YAML, CHECKS);
    }
}
