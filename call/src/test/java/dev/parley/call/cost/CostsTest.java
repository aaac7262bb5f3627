package dev.parley.call.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.call.conversation.Input;
import dev.parley.call.record.CallStore;
import dev.parley.call.record.CallStore.Entry;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.RecognizerCapabilities;
import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.SynthesizerCapabilities;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelCapabilities;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.model.Usage;
import dev.parley.dialog.provider.Money;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.Use;
import dev.parley.dialog.provider.UseListener;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Prices here are made up.
final class CostsTest {
    private static final PriceTable PRICES =
            PriceTable.parse(
                    """
                    date 2026-11-22
                    ear nova heard-minutes 0.60
                    voice anna characters 1000
                    mind big input-tokens 10
                    mind big cached-tokens 1
                    mind big output-tokens 100
                    """);

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final CountingMeters meters = new CountingMeters();
    private final List<Entry> kept = new ArrayList<>();
    private final List<Input> told = new ArrayList<>();
    private final Clock clock =
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            };
    private Costs costs = costs(Budgets.NONE);

    private Costs costs(Budgets budgets) {
        return new Costs(PRICES, budgets, meters, clock);
    }

    private static Optional<Money> dollars(String amount) {
        return Optional.of(Money.of(amount));
    }

    private CallCosts call(String id) {
        CallStore store = kept::add;
        return costs.open(id, "garage", store, clock, told::add);
    }

    private void speaks(CallCosts call, int characters) {
        var _ = call.of(costs.counted(new Voice())).speak("a".repeat(characters), NOBODY);
    }

    private static final Synthesizer.Listener NOBODY =
            new Synthesizer.Listener() {
                @Override
                public void audio(short[] samples, int offset, int count) {}

                @Override
                public void done() {}

                @Override
                public void failed(ProviderFailure failure) {}
            };

    private static class Voice implements Synthesizer {
        final AtomicBoolean isClosed = new AtomicBoolean();

        @Override
        public String name() {
            return "voice";
        }

        @Override
        public String model() {
            return "anna";
        }

        @Override
        public int rate() {
            return 8000;
        }

        @Override
        public SynthesizerCapabilities capabilities() {
            return new SynthesizerCapabilities(false, 4, false);
        }

        @Override
        public Speaking speak(String text, Synthesizer.Listener listener) {
            return () -> {};
        }

        @Override
        public void close() {
            isClosed.set(true);
        }
    }

    /// What a listener is told is put in by the test.
    private static final class Mind implements LanguageModel {
        LanguageModel.@Nullable Listener listener;

        @Override
        public String name() {
            return "mind";
        }

        @Override
        public String model() {
            return "big";
        }

        @Override
        public ModelCapabilities capabilities() {
            return new ModelCapabilities(true, true, true, true, false);
        }

        @Override
        public Generation generate(ModelRequest request, LanguageModel.Listener told) {
            listener = told;
            return () -> {};
        }

        @Override
        public void close() {}
    }

    private static final class Ears implements Recognizer {
        @Override
        public String name() {
            return "ear";
        }

        @Override
        public String model() {
            return "nova";
        }

        @Override
        public RecognizerCapabilities capabilities() {
            return new RecognizerCapabilities(true, false, false, false, false, true);
        }

        @Override
        public Session open(Recognizer.Listener listener) {
            return new Session() {
                @Override
                public void begin(long utterance, Expectation expectation) {}

                @Override
                public void audio(short[] samples, int offset, int count) {}

                @Override
                public void finish(long utterance) {}

                @Override
                public void cancel(long utterance) {}

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }

    private void hears(CallCosts call, long utterance, int millis) {
        var recognizer = call.of(costs.counted(new Ears()), Recognizer.Line.WIDE);
        var session =
                Objects.requireNonNull(recognizer)
                        .open(
                                new Recognizer.Listener() {
                                    @Override
                                    public void partialWords(long number, String words) {}

                                    @Override
                                    public void finalWords(long number, String words) {}

                                    @Override
                                    public void failed(long number, ProviderFailure failure) {}
                                });
        session.begin(utterance, Expectation.OPEN);
        session.audio(new short[16 * millis], 0, 16 * millis);
        session.finish(utterance);
        session.audio(new short[16 * millis], 0, 16 * millis); // of no utterance
        session.close();
    }

    private List<String> lines() {
        return kept.stream()
                .map(Entry.Used.class::cast)
                .map(used ->
                        used.turn()
                                + " "
                                + used.use().unit()
                                + " "
                                + used.use().amount()
                                + " "
                                + used.cost())
                .toList();
    }

    @Test
    void use_is_kept_by_turn_with_what_it_cost() {
        var call = call("c1");
        speaks(call, 50);
        hears(call, 1, 2000);
        call.turn(1);
        speaks(call, 10);
        speaks(call, 20);
        hears(call, 2, 1000);
        call.turn(2);
        speaks(call, 5);
        call.close();
        assertThat(lines())
                .containsExactly(
                        "0 SPOKEN_CHARACTERS 50 $0.0500",
                        "1 HEARD_MILLIS 2000 $0.0200",
                        "1 SPOKEN_CHARACTERS 30 $0.0300",
                        "2 HEARD_MILLIS 1000 $0.0100",
                        "2 SPOKEN_CHARACTERS 5 $0.0050");
        assertThat(call.spent()).isEqualTo(Money.of("0.115"));
        assertThat(meters.counts)
                .containsEntry("COST voice speaks", 85_000L)
                .containsEntry("COST ear hears", 30_000L)
                .containsEntry("PROVIDER_USE voice spoken-characters", 85L);
    }

    @Test
    void tokens_are_counted_as_the_provider_tells_them() {
        var call = call("c1");
        var mind = new Mind();
        var answer =
                Objects.requireNonNull(call.of(costs.counted(mind)))
                        .generate(ModelRequest.of(List.of(new Message.User("Hi."))), silent());
        var listener = Objects.requireNonNull(mind.listener);
        listener.text("Hello.");
        listener.done(new Finish(Finish.Reason.STOP, new Usage(100, 40, 7)));
        answer.close();
        call.close();
        assertThat(lines())
                .containsExactly(
                        "0 INPUT_TOKENS 60 $0.0006",
                        "0 CACHED_TOKENS 40 less than $0.0001",
                        "0 OUTPUT_TOKENS 7 $0.0007");
    }

    @Test
    void answer_that_is_cancelled_or_not_told_is_counted_without_a_price() {
        var call = call("c1");
        var mind = new Mind();
        var model = Objects.requireNonNull(call.of(costs.counted(mind)));
        var request = ModelRequest.of(List.of(new Message.User("Hi.")));
        model.generate(request, silent()).close();
        var _ = model.generate(request, silent());
        Objects.requireNonNull(mind.listener).done(new Finish(Finish.Reason.STOP, Usage.UNKNOWN));
        var _ = model.generate(request, silent());
        Objects.requireNonNull(mind.listener)
                .failed(new ProviderFault(ProviderFailure.KEY, "HTTP 401"));
        call.close();
        assertThat(lines()).containsExactly("0 UNCOUNTED_ANSWERS 2 null");
        assertThat(meters.counts).containsEntry("USE_UNPRICED mind uncounted-answers", 2L);
    }

    private static LanguageModel.Listener silent() {
        return new LanguageModel.Listener() {
            @Override
            public void text(String delta) {}

            @Override
            public void toolCall(ToolCall call) {}

            @Override
            public void done(Finish finish) {}

            @Override
            public void failed(ProviderFault fault) {}
        };
    }

    @Test
    void call_learns_once_that_its_budget_is_nearly_and_wholly_spent() {
        costs = costs(new Budgets(dollars("0.10"), Optional.empty(), Optional.empty(), 80));
        var call = call("c1");
        var other = call("c2");
        speaks(call, 79);
        speaks(other, 79);
        assertThat(told).isEmpty();
        speaks(call, 1);
        speaks(call, 1);
        assertThat(told).containsExactly(new Input.Line.BudgetNear("call"));
        speaks(call, 50);
        speaks(call, 50);
        assertThat(told)
                .containsExactly(
                        new Input.Line.BudgetNear("call"), new Input.Line.BudgetSpent("call"));
        assertThat(costs.refusal("garage")).isEmpty();
        assertThat(meters.counts)
                .containsEntry("BUDGETS call near", 1L)
                .containsEntry("BUDGETS call spent", 1L);
    }

    @Test
    void spent_day_ends_all_calls_and_refuses_new_ones_until_the_next() {
        costs = costs(new Budgets(Optional.empty(), dollars("0.10"), Optional.empty(), 80));
        var one = call("c1");
        var other = call("c2");
        speaks(one, 60);
        speaks(other, 60);
        assertThat(told)
                .containsExactly(
                        new Input.Line.BudgetSpent("day"), new Input.Line.BudgetSpent("day"));
        assertThat(costs.refusal("garage")).contains(Costs.SPENT);
        assertThat(costs.refusal("other")).contains(Costs.SPENT);
        now = Instant.parse("2026-11-23T00:00:01Z");
        assertThat(costs.refusal("garage")).isEmpty();
    }

    @Test
    void spent_day_of_an_agent_leaves_the_others_alone() {
        costs = costs(new Budgets(Optional.empty(), Optional.empty(), dollars("0.10"), 80));
        costs.resume(Map.of("garage", Money.of("0.05")));
        var call = call("c1");
        speaks(call, 50);
        assertThat(told).containsExactly(new Input.Line.BudgetSpent("agent-day"));
        assertThat(costs.refusal("garage")).contains(Costs.SPENT);
        assertThat(costs.refusal("other")).isEmpty();
    }

    @Test
    void what_was_spent_before_a_restart_counts() {
        costs = costs(new Budgets(Optional.empty(), dollars("0.10"), Optional.empty(), 80));
        costs.resume(Map.of("garage", Money.of("0.06"), "other", Money.of("0.05")));
        assertThat(costs.refusal("third")).contains(Costs.SPENT);
    }

    @Test
    void call_that_has_ended_is_told_nothing_and_charged_nothing() {
        costs = costs(new Budgets(dollars("0.01"), Optional.empty(), Optional.empty(), 80));
        var call = call("c1");
        call.close();
        speaks(call, 500);
        assertThat(told).isEmpty();
        assertThat(kept).isEmpty();
        assertThat(meters.counts).containsEntry("COST voice speaks", 500_000L);
    }

    @Test
    void budget_without_prices_is_refused_and_the_client_closed() {
        costs =
                new Costs(
                        PriceTable.EMPTY,
                        new Budgets(dollars("1"), Optional.empty(), Optional.empty(), 80),
                        meters,
                        clock);
        var voice = new Voice();
        assertThatThrownBy(() -> costs.counted(voice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("costs.prices")
                .hasMessageContaining("[spoken-characters] of voice anna");
        assertThat(voice.isClosed).isTrue();
    }

    @Test
    void text_that_is_not_sent_costs_nothing() {
        var call = call("c1");
        var _ = call.of(costs.counted(new Voice())).speak("...", NOBODY);
        call.close();
        assertThat(kept).isEmpty();
    }

    /// A listener that stands between must pass on everything, also what ports learn to tell later.
    @Test
    void everything_a_call_can_be_told_is_passed_on() {
        var call = call("c1");
        var ears = new Passing<>(Recognizer.class);
        passes(
                Recognizer.Listener.class,
                listener ->
                        Objects.requireNonNull(call.of(ears.proxy(), Recognizer.Line.WIDE))
                                .open(listener),
                ears);
        var voice = new Passing<>(Synthesizer.class);
        passes(
                Synthesizer.Listener.class,
                listener -> call.of(voice.proxy()).speak("a", listener),
                voice);
        var mind = new Passing<>(LanguageModel.class);
        passes(
                LanguageModel.Listener.class,
                listener ->
                        Objects.requireNonNull(call.of(mind.proxy()))
                                .generate(
                                        ModelRequest.of(List.of(new Message.User("Hi."))),
                                        listener),
                mind);
    }

    /// These are for the call's costs and record.
    private static final Set<String> TAKEN = Set.of("used", "tookOver");

    private static <L> void passes(Class<L> type, Consumer<L> give, Passing<?> port) {
        var heard = new ArrayList<String>();
        var own =
                type.cast(
                        Proxy.newProxyInstance(
                                type.getClassLoader(),
                                new Class<?>[] {type},
                                (_, method, _) -> {
                                    heard.add(method.getName());
                                    return null;
                                }));
        give.accept(own);
        var given = Objects.requireNonNull(port.listener);
        for (var method : type.getMethods()) {
            if (!TAKEN.contains(method.getName())) {
                call(method, given);
            }
        }
        assertThat(heard)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(type.getMethods())
                                .map(Method::getName)
                                .filter(name -> !TAKEN.contains(name))
                                .toList());
    }

    private static void call(Method method, Object on) {
        var arguments =
                Arrays.stream(method.getParameterTypes())
                        .map(CostsTest::something)
                        .toArray(Object[]::new);
        try {
            Object _ = method.invoke(on, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object something(Class<?> type) {
        return switch (type.getName()) {
            case "int" -> 0;
            case "long" -> 0L;
            case "double" -> 0.0;
            default -> null;
        };
    }

    /// A port that keeps the listener it is given.
    private static final class Passing<P> {
        private final Class<P> type;
        @Nullable Object listener;

        Passing(Class<P> type) {
            this.type = type;
        }

        P proxy() {
            return type.cast(
                    Proxy.newProxyInstance(
                            type.getClassLoader(),
                            new Class<?>[] {type},
                            (_, _, arguments) -> {
                                if (arguments != null) {
                                    listener =
                                            Arrays.stream(arguments)
                                                    .filter(UseListener.class::isInstance)
                                                    .findAny()
                                                    .orElse(listener);
                                }
                                return null;
                            }));
        }
    }

    @Test
    void unused_units_are_none() {
        assertThatThrownBy(() -> new Use("a", "b", Use.Unit.HEARD_MILLIS, 0, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
