package dev.parley.sim.spoken;

import dev.parley.call.conversation.Input;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Expectation;
import java.util.ArrayList;
import java.util.List;

/// The caller's side of the line as the conversation hears it: edges of speech, and words when an
/// utterance is finished. A bar in a sentence is a pause for thought.
final class CallerVoice {
    private static final long ATTACK_MILLIS = 60;
    private static final long RELEASE_MILLIS = 120;
    private static final long PAUSE_MILLIS = 350;
    private static final long RECOGNITION_MILLIS = 30;

    private final Timetable timetable;
    private final SpokenLine line;
    private final List<String> log;
    private final List<String> spoken = new ArrayList<>();
    private Expectation expectation = Expectation.OPEN;
    private Expectation listening = Expectation.OPEN;
    private long utterance;
    private boolean open;
    private long freeAt;
    private String understood = "";
    private int understoodParts;

    CallerVoice(Timetable timetable, SpokenLine line, List<String> log) {
        this.timetable = timetable;
        this.line = line;
        this.log = log;
    }

    void listen(Expectation next) {
        expectation = next;
    }

    boolean isSpeaking() {
        return timetable.now() < freeAt;
    }

    /// Speaks, after what is being spoken.
    void say(String text) {
        long at = Math.max(timetable.now(), freeAt);
        for (var part : text.split("\\|")) {
            var words = part.strip();
            long millis = line.millis(words);
            long from = at;
            timetable.at(from + ATTACK_MILLIS, () -> began(words, from));
            timetable.at(from + millis + RELEASE_MILLIS, () -> stopped(from + millis));
            at = from + millis + PAUSE_MILLIS;
        }
        freeAt = at - PAUSE_MILLIS;
    }

    private void began(String words, long from) {
        if (!open) {
            open = true;
            utterance++;
            spoken.clear();
            understoodParts = 0;
            listening = expectation;
        }
        spoken.add(words);
        timetable.tell(new Input.Ear.SpeechStarted(utterance, from));
    }

    private void stopped(long last) {
        if (open) {
            timetable.tell(new Input.Ear.PartialWords(utterance, Sensitive.of(understood())));
            timetable.tell(new Input.Ear.SpeechStopped(utterance, last, RELEASE_MILLIS));
        }
    }

    void finish(long finished) {
        if (open && finished == utterance) {
            open = false;
            var words = understood();
            log.add("  caller: " + String.join(" | ", spoken) + "   [heard: " + words + "]");
            timetable.in(
                    RECOGNITION_MILLIS,
                    () -> timetable.tell(new Input.Ear.FinalWords(finished, Sensitive.of(words))));
        }
    }

    void cancel(long cancelled) {
        if (open && cancelled == utterance) {
            open = false;
            log.add("  caller, not listened to: " + String.join(" | ", spoken));
        }
    }

    /// What the ear makes of the utterance so far; asked once for each of its parts.
    private String understood() {
        if (understoodParts != spoken.size()) {
            understoodParts = spoken.size();
            understood = spoken.isEmpty() ? "" : line.heard(List.copyOf(spoken), listening);
        }
        return understood;
    }
}
