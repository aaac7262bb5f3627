package dev.parley.sim.conversation;

import dev.parley.call.conversation.Input.Ear;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.sim.conversation.Weather.Engine;
import java.util.SplittableRandom;

/// An ear with voice activity and a recognizer: the caller's sound becomes edges and words, with
/// the numbers of utterances as the port of the Ear prescribes.
final class EarModel {
    static final long ATTACK_MILLIS = 60;
    static final long RELEASE_MILLIS = 120;

    private final SimulatedCall call;
    private final SplittableRandom random;
    private final SplittableRandom ends;
    private final SplittableRandom echoes;
    private final Weather weather;
    private final StringBuilder words = new StringBuilder();
    private long utterance;
    private boolean open;

    /// The utterance of which a word was guessed wrongly; 0 once its words are final.
    private long guessed;

    private boolean sounding;
    private long cancelled;
    private long burst;

    EarModel(
            SimulatedCall call,
            SplittableRandom random,
            SplittableRandom ends,
            SplittableRandom echoes,
            Weather weather) {
        this.call = call;
        this.random = random;
        this.ends = ends;
        this.echoes = echoes;
        this.weather = weather;
    }

    /// The caller makes a sound that lasts `millis`; `said` are its words, empty for a noise.
    void sound(long millis, String said) {
        long id = ++burst;
        long attack = Math.min(ATTACK_MILLIS, millis);
        call.after(attack, () -> began(id));
        if (!said.isEmpty()) {
            call.after(Math.max(attack, millis / 2), () -> understand(said));
        }
        call.after(millis + RELEASE_MILLIS, () -> ended(id));
    }

    /// The agent's own voice comes back, with words as dictation mishears it. That it is the
    /// agent's is told early, late, twice, or never.
    void echo(long millis, String said) {
        sound(millis, said);
        switch (echoes.nextInt(6)) {
            case 0 -> {}
            case 1 -> call.after(millis + echoes.nextLong(1, 1500), this::tellOwnVoice);
            case 2 -> {
                call.after(echoes.nextLong(100, 800), this::tellOwnVoice);
                call.after(echoes.nextLong(100, 3000), this::tellOwnVoice);
            }
            default -> call.after(echoes.nextLong(100, 1200), this::tellOwnVoice);
        }
    }

    /// Of an utterance that is over, and again of one that was told of, it is too late.
    private void tellOwnVoice() {
        if (utterance == 0 || call.isAway()) {
            return;
        }
        call.tally().saw("own voices");
        call.deliverInOrder(0, new Ear.OwnVoice(utterance));
        if (open) {
            open = false;
            words.setLength(0);
            if (sounding && echoes.nextInt(3) == 0) {
                call.after(echoes.nextLong(20, 400), this::somebodyElse);
            }
        }
    }

    /// Somebody speaks besides the agent's voice.
    private void somebodyElse() {
        if (sounding && !open && !call.isAway()) {
            open = true;
            utterance++;
            call.deliverInOrder(0, new Ear.SpeechStarted(utterance, call.now()));
        }
    }

    /// The carrier delivers nothing from now on.
    void stall() {
        call.tally().saw("stalls of the line");
        call.deliverInOrder(0, new Ear.MediaStalled(call.now()));
    }

    void resume() {
        call.deliverInOrder(0, new Ear.MediaResumed(call.now()));
    }

    /// The connection breaks: the sound ends here.
    void lineBreaks() {
        long last = burst;
        call.deliverInOrder(0, new Ear.MediaStalled(call.now()));
        call.after(RELEASE_MILLIS, () -> ended(last));
    }

    private void began(long id) {
        if (id != burst || call.isAway()) {
            return;
        }
        sounding = true;
        if (!open) {
            open = true;
            utterance++;
            words.setLength(0);
        }
        call.deliverInOrder(0, new Ear.SpeechStarted(utterance, call.now() - ATTACK_MILLIS));
    }

    private void understand(String said) {
        if (!open || call.isAway()) {
            return;
        }
        words.append(words.isEmpty() ? "" : " ").append(said);
        if (weather.isByRecognizer() && ends.nextInt(8) == 0) {
            tell(0, new Ear.EndOfTurn(utterance, ends.nextDouble())); // wrong, or early
        }
        if (random.nextInt(3) > 0) {
            long partialOf = utterance;
            var partial = guess(said);
            call.deliverInOrder(0, new Ear.PartialWords(partialOf, Sensitive.of(partial)));
        }
    }

    /// The words so far; the last of a sign of listening may be taken for another at first.
    private String guess(String said) {
        var all = words.toString();
        boolean isOther = guessed != 0 && guessed != utterance;
        boolean isPatient = weather.settings().interruption().minWords() > 1;
        if (!Hearing.isListening(said) || isOther || !isPatient || ends.nextBoolean()) {
            return all;
        }
        guessed = utterance;
        call.tally().saw("wrong guesses");
        return all.substring(0, all.lastIndexOf(' ') + 1) + "guess";
    }

    private void ended(long id) {
        if (id != burst || !sounding) {
            return;
        }
        sounding = false;
        if (open) {
            call.deliverInOrder(
                    0,
                    new Ear.SpeechStopped(utterance, call.now() - RELEASE_MILLIS, RELEASE_MILLIS));
            if (weather.isByRecognizer()) {
                judgeEnd();
            }
        }
    }

    /// What a recognizer tells of the end of turns: in time, late, twice, never, and taken back.
    private void judgeEnd() {
        var end = new Ear.EndOfTurn(utterance, ends.nextInt(4) == 0 ? 0.3 : 0.9);
        var eager = new Ear.EagerEndOfTurn(utterance);
        switch (ends.nextInt(6)) {
            case 0 -> {}
            case 1 -> tell(ends.nextLong(600, 3000), end);
            case 2 -> {
                tell(ends.nextLong(1, 300), end);
                tell(ends.nextLong(1, 300), end);
            }
            case 3 -> tell(ends.nextLong(1, 200), eager);
            case 4 -> {
                tell(ends.nextLong(1, 200), ends.nextBoolean() ? eager : end);
                tell(ends.nextLong(200, 600), new Ear.TurnResumed(utterance));
            }
            default -> tell(ends.nextLong(1, 300), end);
        }
    }

    private void tell(long delay, Ear event) {
        call.tally().saw("ends told");
        call.after(delay, () -> call.deliverInOrder(0, event));
    }

    void finish(long finished) {
        if (!open || finished != utterance) {
            return;
        }
        var said = words.toString();
        next();
        switch (weather.recognizer()) {
            case PROMPT -> answer(random.nextLong(5, 60), finished, said);
            case SLOW -> answer(random.nextLong(200, 2500), finished, said);
            case FAILING -> {
                int draw = random.nextInt(4);
                if (draw == 0) {
                    call.tally().saw("failed recognitions");
                    fail(random.nextLong(5, 500), finished);
                } else if (draw == 1) {
                    call.tally().saw("recognitions without end");
                } else {
                    answer(random.nextLong(5, 500), finished, said);
                }
            }
            case LATE -> answer(random.nextLong(1500, 5000), finished, said);
            case DUPLICATING -> {
                answer(random.nextLong(5, 60), finished, said);
                answer(random.nextLong(5, 3000), finished, said);
            }
        }
    }

    /// If the caller goes on, the next utterance begins at once.
    private void next() {
        open = false;
        words.setLength(0);
        if (sounding) {
            open = true;
            utterance++;
            call.deliverInOrder(0, new Ear.SpeechStarted(utterance, call.now()));
        }
    }

    private void answer(long delay, long finished, String said) {
        guessed = guessed == finished ? 0 : guessed;
        call.after(
                delay,
                () -> {
                    if (cancelled < finished || random.nextInt(4) == 0) {
                        call.deliverInOrder(0, new Ear.FinalWords(finished, Sensitive.of(said)));
                    }
                });
    }

    private void fail(long delay, long finished) {
        call.after(
                delay,
                () ->
                        call.deliverInOrder(
                                0, new Ear.RecognitionFailed(finished, ProviderFailure.ENGINE)));
    }

    void cancel(long utteranceOver) {
        cancelled = Math.max(cancelled, utteranceOver);
        if (open && utteranceOver == utterance) {
            next();
        }
    }

    /// The recognizer breaks in the middle of an utterance.
    void breakDown() {
        if (open && weather.recognizer() == Engine.FAILING) {
            call.tally().saw("failed recognitions");
            fail(0, utterance);
        }
    }
}
