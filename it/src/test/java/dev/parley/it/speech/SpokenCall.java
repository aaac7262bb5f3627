package dev.parley.it.speech;

import dev.parley.app.caller.GarageWishes;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Act;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.Opening;
import dev.parley.dialog.flow.Flow;
import dev.parley.dialog.flow.FlowDialogue;
import dev.parley.sim.caller.CallerBrain;
import dev.parley.sim.caller.PromptReader;
import dev.parley.sim.caller.garage.GarageCaller;
import dev.parley.sim.caller.garage.GarageWish;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One call of the simulated customer with the garage's flow in which everything said goes through
/// voice, line and recognizer, and nothing takes real time.
final class SpokenCall {
    private static final int MOST_TURNS = 40;

    private final List<String> log = new ArrayList<>();
    private final GarageWish wish;
    private final MemoryDesk desk;
    private final Dialogue dialogue;
    private final GarageCaller caller;
    private Expectation expected = Expectation.OPEN;
    private List<String> said = new ArrayList<>();
    private boolean ended;

    SpokenCall(Flow flow, long seed, Instant now) {
        wish = GarageWishes.draw(seed, now);
        desk = new MemoryDesk(now);
        dialogue = new FlowDialogue(flow);
        caller = new GarageCaller(wish);
        ZoneId zone = dev.parley.agents.garage.BusinessCalendar.shipped().zone();
        perform(
                dialogue.begin(
                        new Opening(
                                "call-" + seed,
                                LocalDateTime.ofInstant(now, zone),
                                zone,
                                seed,
                                Sensitive.of(wish.phone()),
                                "+15550100",
                                Map.of())));
    }

    /// @param toServer the line from the caller's mouth to the server's ear
    /// @param toCaller the line back
    /// @param prompts what the caller's ear knows
    void run(SpeechLine toServer, SpeechLine toCaller, Expectation prompts, PromptReader reader) {
        for (int turn = 0; turn < MOST_TURNS && !ended; turn++) {
            String understood = toCaller.heard(said, prompts);
            log.add("agent: " + String.join(" ", said) + "\n   heard: " + understood);
            said = new ArrayList<>();
            List<CallerBrain.Move> moves = caller.heard(reader.read(understood), understood);
            if (moves.isEmpty()) {
                perform(dialogue.silence(1));
                continue;
            }
            for (CallerBrain.Move move : moves) {
                switch (move) {
                    case CallerBrain.Move.Say(String text) -> {
                        String words = toServer.heard(List.of(text), expected);
                        log.add("caller: " + text + "\n   heard: " + words);
                        perform(dialogue.hear(Sensitive.of(words)));
                    }
                    case CallerBrain.Move.Press(String keys) -> {
                        log.add("caller presses " + keys);
                        perform(dialogue.keys(Sensitive.of(keys)));
                    }
                    case CallerBrain.Move.HangUp _ -> {
                        log.add("caller hangs up");
                        ended = true;
                    }
                }
            }
        }
    }

    String wanted() {
        return wish.service() + " " + wish.date() + " " + wish.time();
    }

    List<String> booked() {
        return desk.booked();
    }

    String log() {
        return String.join("\n", log);
    }

    private void perform(List<Act> acts) {
        for (Act act : acts) {
            switch (act) {
                case Act.Say say -> said.addAll(say.sentences());
                case Act.Expect expect -> expected = expect.expectation();
                case Act.CallTool call ->
                        perform(dialogue.toolReturned(call.id(), desk.call(call)));
                case Act.Note _ -> {}
                case Act.End _ -> ended = true;
            }
        }
    }
}
