package dev.parley.providers.openai;

import dev.parley.dialog.model.Usage;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.Duration;

/// What is counted of a language model's answers.
final class ModelMeters {
    private final String engine;
    private final Meters meters;
    private final Meters.Timer firstToken;
    private final Meters.Counter input;
    private final Meters.Counter cached;
    private final Meters.Counter output;

    ModelMeters(String engine, Meters meters) {
        this.engine = engine;
        this.meters = meters;
        this.firstToken = meters.timer(Metric.MODEL_FIRST_TOKEN, engine);
        this.input = meters.counter(Metric.MODEL_TOKENS, engine, "input");
        this.cached = meters.counter(Metric.MODEL_TOKENS, engine, "cached");
        this.output = meters.counter(Metric.MODEL_TOKENS, engine, "output");
    }

    void began(Duration after) {
        firstToken.record(after);
    }

    void used(Usage usage) {
        input.add(usage.input());
        cached.add(usage.cached());
        output.add(usage.output());
    }

    void failed(ProviderFailure failure) {
        meters.counter(Metric.MODEL_FAILURES, engine, failure.name()).increment();
    }
}
