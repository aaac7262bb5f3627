package dev.parley.providers.local;

import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import dev.parley.meter.Meters;
import dev.parley.providers.contract.RecognizerContract;
import dev.parley.providers.contract.RecognizerStage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The real engine; one model for all tests, because it takes a second to load.
final class VoskContractTest extends RecognizerContract {
    private static final Path CACHE = Path.of("target", "local-speech");
    private static VoskModel model;
    private static SpokenDigits digits;

    @BeforeAll
    static void load() {
        model = VoskModel.bundled(CACHE);
        digits = new SpokenDigits();
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Override
    protected RecognizerStage open(Duration answer) {
        var settings = new VoskSettings(CACHE, Optional.empty(), 2, 200, 0, answer, true);
        var decoders = new VoskDecoders(model, 0);
        return new Stage(new SessionDesk("local", settings, decoders, Meters.NONE));
    }

    /// Calls of one desk, which leaves the model to others.
    private record Stage(SessionDesk desk) implements RecognizerStage, Recognizer {
        @Override
        public String name() {
            return "local";
        }

        @Override
        public Session open(Listener listener) {
            return desk.open(listener);
        }

        @Override
        public Recognizer recognizer() {
            return this;
        }

        @Override
        public boolean can(Behaviour behaviour) {
            return behaviour instanceof Behaviour.Well;
        }

        @Override
        public void behave(Behaviour behaviour) {
            // it always does as it should
        }

        @Override
        public Expectation expectation() {
            return SpokenDigits.EXPECTED;
        }

        @Override
        public short[] speech(int tag) {
            return digits.sound(tag);
        }

        @Override
        public int busy() {
            return desk.openSessions();
        }

        @Override
        public void close() {
            boolean _ = desk.stop();
        }
    }
}
