package dev.parley.sim.conversation;

import dev.parley.call.conversation.Input.Ear;
import dev.parley.call.conversation.Input.Line;
import dev.parley.compliance.Sensitive;
import java.util.List;
import java.util.SplittableRandom;

/// A person on the phone, at random: speaks, falls silent, interrupts, says "mm-hm", types, goes on
/// for ever. Every word is said once, so that a lost one is noticed.
final class CallerModel {
    private static final String KEYS = "0123456789*#";

    /// Of the conversation's list, and in pairs.
    private static final List<String> SIGNS =
            List.of("mm-hm", "okay", "right", "uh-huh", "yeah okay", "mm-hm right");

    private final SimulatedCall call;
    private final SplittableRandom random;
    private final Weather weather;
    private final EarModel ear;
    private final SplittableRandom extras;
    private final SplittableRandom ends;
    private boolean pressed;
    private final SplittableRandom manners;
    private final SplittableRandom echoes;
    private final boolean isOnSpeaker;
    private boolean agentTalks;
    private long speaksUntil;
    private long words;
    private long texts;

    CallerModel(
            SimulatedCall call,
            SplittableRandom random,
            SplittableRandom extras,
            SplittableRandom ends,
            SplittableRandom manners,
            SplittableRandom echoes,
            Weather weather,
            EarModel ear) {
        this.call = call;
        this.random = random;
        this.extras = extras;
        this.ends = ends;
        this.manners = manners;
        this.echoes = echoes;
        this.isOnSpeaker = echoes.nextInt(10) == 0;
        this.weather = weather;
        this.ear = ear;
    }

    void begin() {
        if (weather.writing()) {
            call.after(extras.nextLong(100, 6000), this::write);
        }
        if (weather.roaming()) {
            call.after(extras.nextLong(100, 15_000), this::leave);
        }
        if (weather.holding()) {
            call.after(ends.nextLong(500, 15_000), this::hold);
        }
        switch (weather.caller()) {
            case SILENT -> {
                if (random.nextInt(3) == 0) {
                    call.after(random.nextLong(1000, 60_000), this::speak);
                }
            }
            case NEVER_STOPS -> call.after(random.nextLong(0, 5000), () -> sound(200_000, 0));
            case TALKATIVE, INTERRUPTING, LISTENING -> call.after(gap(), this::goOn);
            case TYPING -> {
                call.after(gap(), this::goOn);
                call.after(gap(), this::type);
            }
        }
    }

    private long gap() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> random.nextLong(130, 900);
            case 4, 5, 6, 7 -> random.nextLong(900, 4000);
            default -> random.nextLong(4000, 12_000);
        };
    }

    private void goOn() {
        speak();
        call.after(Math.max(0, speaksUntil - call.now()) + gap(), this::goOn);
    }

    private void speak() {
        if (call.now() < speaksUntil || weather.echoing()) {
            return;
        }
        if (weather.looping()) {
            sound(ends.nextLong(400, 1500), 0);
            return;
        }
        switch (random.nextInt(10)) {
            case 0, 1 -> sound(random.nextLong(80, 250), 0);
            case 2, 3 -> sound(random.nextLong(200, 450), 1);
            case 4 -> sound(random.nextLong(300, 1500), 0);
            default -> sound(random.nextLong(300, 2500), random.nextInt(1, 4));
        }
    }

    private void sound(long millis, int count) {
        var said = new StringBuilder();
        for (int i = 0; i < count; i++) {
            said.append(i == 0 ? "" : " ").append('w').append(++words);
        }
        sound(millis, said.toString());
    }

    private void sound(long millis, String said) {
        speaksUntil = call.now() + millis + EarModel.RELEASE_MILLIS + 10;
        if (weather.isManual() && ends.nextInt(6) > 0) {
            press(Math.min(millis, 20_000));
        }
        ear.sound(millis, said);
    }

    /// Holds the talk key for about as long as the sound; now and then presses it again.
    private void press(long millis) {
        call.after(ends.nextLong(0, 3) == 0 ? ends.nextLong(1, 400) : 0, () -> talkKey(true));
        long held = Math.max(1, millis + ends.nextLong(-300, 700));
        call.after(held, () -> talkKey(false));
        if (ends.nextInt(4) == 0) {
            long again = held + ends.nextLong(1, 400);
            call.after(again, () -> talkKey(true));
            call.after(again + ends.nextLong(1, 1500), () -> talkKey(false));
        }
    }

    private void talkKey(boolean down) {
        if (pressed == down || call.isAway()) {
            return;
        }
        pressed = down;
        call.tally().saw("talk keys");
        call.deliverInOrder(0, down ? new Line.TurnOpened() : new Line.TurnClosed());
    }

    /// The agent begins this sentence.
    void agentAudible(String text) {
        agentTalks = true;
        if (weather.echoing()) {
            call.after(manners.nextLong(150, 500), () -> echo(text));
        }
        if (isOnSpeaker) {
            call.after(echoes.nextLong(60, 500), this::ownVoice);
        }
        switch (weather.caller()) {
            case INTERRUPTING -> {
                if (random.nextInt(3) == 0) {
                    call.after(random.nextLong(0, 900), this::speak);
                }
            }
            case LISTENING -> {
                if (random.nextBoolean()) {
                    call.after(random.nextLong(0, 700), this::agree);
                }
            }
            case TALKATIVE, SILENT, TYPING, NEVER_STOPS -> {}
        }
    }

    private void agree() {
        if (call.now() < speaksUntil) {
            return;
        }
        switch (manners.nextInt(4)) {
            case 0 -> sound(manners.nextLong(150, 1500), SIGNS.get(manners.nextInt(SIGNS.size())));
            case 1 -> sound(manners.nextLong(100, 900), ""); // a cough
            default -> sound(random.nextLong(120, 400), random.nextInt(2));
        }
    }

    /// The agent's own voice comes back.
    private void echo(String text) {
        if (agentTalks && call.now() >= speaksUntil) {
            call.tally().saw("echoes");
            var words = List.of(text.split(" "));
            int count = 1 + manners.nextInt(words.size());
            sound(manners.nextLong(150, 1500), String.join(" ", words.subList(0, count)));
        }
    }

    /// The same, where it is found by its sound, whatever words it is taken for.
    private void ownVoice() {
        if (agentTalks && call.now() >= speaksUntil) {
            long millis = echoes.nextLong(150, 3000);
            speaksUntil = call.now() + millis + EarModel.RELEASE_MILLIS + 10;
            var said = new StringBuilder();
            for (int i = echoes.nextInt(4); i > 0; i--) {
                said.append(said.isEmpty() ? "" : " ").append('w').append(++words);
            }
            ear.echo(millis, said.toString());
        }
    }

    /// The agent has finished.
    void agentSilent() {
        agentTalks = false;
        if (weather.caller() == Weather.Caller.LISTENING || random.nextInt(4) == 0) {
            call.after(random.nextLong(50, 1500), this::speak);
        }
    }

    /// Writes a text or a few, rarely more than may wait; some want no answer, some a silent one.
    private void write() {
        int count = extras.nextInt(20) == 0 ? 12 : 1 + extras.nextInt(10) / 8;
        for (int i = 0; i < count && !call.isAway(); i++) {
            var text = extras.nextInt(20) == 0 ? " " : "t" + ++texts + " written";
            call.tally().saw("texts");
            call.deliverInOrder(
                    0,
                    new Line.Written(
                            Sensitive.of(text), extras.nextInt(5) > 0, extras.nextInt(3) > 0));
        }
        call.after(extras.nextLong(200, 9000), this::write);
    }

    /// The connection breaks; most come back soon, some late, some never.
    private void leave() {
        call.tally().saw("breaks of the connection");
        call.isAway(true);
        pressed = false;
        ear.lineBreaks();
        call.deliverInOrder(0, new Line.Away());
        switch (extras.nextInt(10)) {
            case 0, 1, 2 -> {}
            case 3 -> call.deliverAfter(30_000, new Line.ConnectionLost());
            case 4 -> call.deliverAfter(extras.nextLong(10, 20_000), new Line.HungUp());
            case 5, 6 -> call.after(extras.nextLong(1, 200), this::comeBack);
            default -> call.after(extras.nextLong(200, 25_000), this::comeBack);
        }
    }

    /// The call is held, sometimes with music; most are taken up again.
    private void hold() {
        if (!call.isAway()) {
            call.tally().saw("calls held");
            call.deliverInOrder(0, new Line.Held());
            if (ends.nextBoolean() && call.now() >= speaksUntil) {
                sound(ends.nextLong(500, 8000), ends.nextInt(3));
            }
            if (ends.nextInt(8) > 0) {
                call.after(ends.nextLong(50, 20_000), this::resume);
            }
        }
    }

    private void resume() {
        if (!call.isAway()) {
            call.deliverInOrder(0, new Line.Resumed());
        }
        if (ends.nextBoolean()) {
            call.after(ends.nextLong(100, 10_000), this::hold);
        }
    }

    private void comeBack() {
        call.isAway(false);
        call.deliverInOrder(0, new Line.Back());
        ear.resume();
        if (extras.nextInt(3) > 0) {
            call.after(extras.nextLong(1, 10_000), this::leave);
        }
    }

    private void type() {
        for (int i = random.nextInt(5), at = 0; i >= 0; i--) {
            char key = KEYS.charAt(random.nextInt(KEYS.length()));
            if (!call.isAway()) {
                call.deliverAfter(at, new Ear.KeyPressed(key));
            }
            if (random.nextInt(4) == 0 && call.now() >= speaksUntil) {
                sound(random.nextLong(80, 200), 0);
            }
            at += random.nextInt(80, 900);
        }
        call.after(random.nextLong(1000, 8000), this::type);
    }
}
