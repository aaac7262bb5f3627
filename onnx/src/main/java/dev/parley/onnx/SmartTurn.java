package dev.parley.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.parley.call.speech.TurnJudge;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/// Smart Turn v3 of Pipecat: hears whether a speaker has finished, from the sound alone. One thread
/// of the processor for about 50 ms a decision.
final class SmartTurn implements TurnJudge {
    private static final String INPUT = "input_features";
    private static final long[] SHAPE = {1, LogMel.BANDS, LogMel.FRAMES};

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment("parley");
    private final OrtSession session;
    private final LogMel features = new LogMel();

    private SmartTurn(Path model) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(model.toString(), options);
        }
    }

    /// @throws OrtException if the file is no model
    /// @throws IllegalArgumentException if it is a model of something else
    static SmartTurn open(Path model) throws OrtException {
        var judge = new SmartTurn(model);
        var inputs = judge.session.getInputNames();
        if (!inputs.equals(Set.of(INPUT))) {
            judge.close();
            throw new IllegalArgumentException(
                    "expected a model with the input \"" + INPUT + "\", got one with " + inputs);
        }
        return judge;
    }

    @Override
    public String name() {
        return "smart-turn";
    }

    @Override
    public Duration longest() {
        return Duration.ofSeconds(LogMel.SAMPLES / LogMel.RATE);
    }

    @Override
    public double complete(short[] samples) {
        return complete(features.of(samples));
    }

    double complete(float[] sound) {
        try (var tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(sound), SHAPE);
                var result = session.run(Map.of(INPUT, tensor))) {
            return ((float[][]) result.get(0).getValue())[0][0];
        } catch (OrtException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
