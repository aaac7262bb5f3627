package dev.parley.providers.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// In virtual time; the jitter of a retry is half of its most.
final class ModelChainTest {
    private static final ModelRequest REQUEST =
            ModelRequest.of(List.of(new Message.User("Hello.")));
    private static final ChainSettings SETTINGS = ChainSettings.THINKS;

    private final HandTime time = new HandTime();
    private final ScriptedModel first = new ScriptedModel("first");
    private final ScriptedModel second = new ScriptedModel("second");
    private final Told told = new Told();
    private ModelChain chain = chain(SETTINGS, first, second);

    @AfterEach
    void nothing_is_left_behind() {
        chain.close();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void answer_of_the_first_is_passed_on() {
        ask();
        first.last().says("Good ").says("morning.").done();
        assertThat(told.all).containsExactly("text Good ", "text morning.", "done");
        assertThat(second.requests).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ProviderFailure.class,
            names = {"KEY", "QUOTA", "RETIRED", "CONTENT", "PROTOCOL", "TIMED_OUT"})
    void what_a_retry_cannot_mend_goes_to_the_next_at_once(ProviderFailure kind) {
        ask();
        first.last().fails(kind);
        assertThat(first.requests).hasSize(1);
        second.last().says("Hello.").done();
        assertThat(told.all).containsExactly("text Hello.", "done");
    }

    @ParameterizedTest
    @EnumSource(
            value = ProviderFailure.class,
            names = {"OVERLOADED", "ENGINE", "NETWORK", "RATE"})
    void what_may_pass_is_tried_again_after_a_random_wait(ProviderFailure kind) {
        ask();
        first.last().fails(kind);
        time.passMillis(49);
        assertThat(first.requests).hasSize(1);
        time.passMillis(1);
        assertThat(first.requests).hasSize(2);
        first.last().says("Hello.").done();
        assertThat(told.all).containsExactly("text Hello.", "done");
    }

    @Test
    void second_failure_goes_to_the_next() {
        ask();
        first.last().fails(ProviderFailure.NETWORK);
        time.passMillis(50);
        first.last().fails(ProviderFailure.NETWORK);
        assertThat(second.requests).hasSize(1);
    }

    @Test
    void wait_that_the_provider_asks_for_is_kept_if_it_is_short() {
        ask();
        first.last().fails(rate(Duration.ofMillis(300)));
        time.passMillis(349);
        assertThat(first.requests).hasSize(1);
        time.passMillis(1);
        assertThat(first.requests).hasSize(2);
    }

    @Test
    void provider_that_asks_for_a_long_wait_is_left_alone_so_long() {
        ask();
        first.last().fails(rate(Duration.ofSeconds(20)));
        second.last().says("Hello.").done();
        time.pass(Duration.ofSeconds(19));
        ask();
        assertThat(first.requests).hasSize(1);
        second.last().done();
        time.pass(Duration.ofSeconds(1));
        ask();
        assertThat(first.requests).hasSize(2);
    }

    @Test
    void after_the_first_piece_nothing_is_tried_again() {
        ask();
        first.last().says("Good ").fails(ProviderFailure.NETWORK);
        assertThat(told.all).containsExactly("text Good ", "failed NETWORK");
        assertThat(second.requests).isEmpty();
    }

    @Test
    void candidate_that_gives_no_token_in_time_is_cancelled_and_heard_no_more() {
        ask();
        time.passMillis(999);
        assertThat(second.requests).isEmpty();
        time.passMillis(1);
        assertThat(first.last().isCancelled).isTrue();
        first.last().says("Too late.").done();
        second.last().says("In time.").done();
        first.last().says("Far too late.").fails(ProviderFailure.ENGINE);
        assertThat(told.all).containsExactly("text In time.", "done");
    }

    @Test
    void last_candidate_has_more_patience() {
        ask();
        time.passMillis(1000);
        time.passMillis(4999);
        assertThat(told.all).isEmpty();
        time.passMillis(1);
        assertThat(told.all).containsExactly("failed TIMED_OUT");
    }

    @Test
    void limits_of_the_request_hold_where_they_are_shorter() {
        var short200 = Duration.ofMillis(200);
        var limits = REQUEST.limits();
        var _ =
                chain.generate(
                        REQUEST.withLimits(
                                new dev.parley.dialog.model.ModelLimits(
                                        limits.connect(),
                                        short200,
                                        limits.betweenTokens(),
                                        limits.whole())),
                        told);
        assertThat(first.last().asked.limits().firstToken()).isEqualTo(short200);
        assertThat(first.last().asked.limits().connect()).isEqualTo(SETTINGS.connect());
        time.passMillis(200);
        assertThat(second.requests).hasSize(1);
    }

    @Test
    void when_all_fail_the_call_is_told_once_with_their_names() {
        ask();
        first.last().fails(ProviderFailure.KEY);
        second.last().fails(ProviderFailure.QUOTA);
        assertThat(told.all).containsExactly("failed QUOTA");
        assertThat(Objects.requireNonNull(told.fault).message()).contains("first, second");
    }

    @Test
    void candidate_that_failed_five_times_is_left_alone_until_it_has_proven_itself() {
        for (int i = 0; i < 5; i++) {
            ask();
            first.last().fails(ProviderFailure.KEY);
            second.last().done();
        }
        ask();
        second.last().done();
        assertThat(first.requests).hasSize(5);
        assertThat(chain.health().getFirst().breaker()).isEqualTo("open");
        time.pass(Duration.ofSeconds(60));
        for (int probe = 0; probe < 3; probe++) {
            assertThat(chain.health().getFirst().breaker()).isEqualTo("half-open");
            ask();
            first.last().says("Good.").done();
        }
        assertThat(chain.health().getFirst().breaker()).isEqualTo("closed");
        assertThat(chain.health().getFirst().failures())
                .containsExactly(Map.entry(ProviderFailure.KEY, 5L));
    }

    @Test
    void probe_that_fails_costs_its_caller_no_answer() {
        openFirst();
        time.pass(Duration.ofSeconds(60));
        told.all.clear();
        ask();
        first.last().fails(ProviderFailure.KEY);
        second.last().says("Hello.").done();
        assertThat(told.all).containsExactly("text Hello.", "done");
    }

    @Test
    void while_one_probes_the_others_go_to_the_next() {
        openFirst();
        time.pass(Duration.ofSeconds(60));
        ask();
        ask();
        assertThat(first.requests).hasSize(6);
        assertThat(second.requests).hasSize(6);
    }

    @Test
    void text_that_is_refused_says_nothing_of_the_provider() {
        for (int i = 0; i < 6; i++) {
            ask();
            first.last().fails(ProviderFailure.CONTENT);
            second.last().done();
        }
        assertThat(first.requests).hasSize(6);
        assertThat(chain.health().getFirst().breaker()).isEqualTo("closed");
    }

    @Test
    void when_no_breaker_is_closed_one_request_is_made_and_its_failure_told() {
        for (int i = 0; i < 5; i++) {
            ask();
            first.last().fails(ProviderFailure.KEY);
            second.last().fails(ProviderFailure.NETWORK);
            time.passMillis(50);
            if (second.requests.size() % 2 == 0) {
                second.last().fails(ProviderFailure.NETWORK);
            }
        }
        told.all.clear();
        int before = first.requests.size() + second.requests.size();
        ask();
        first.last().fails(ProviderFailure.NETWORK);
        assertThat(told.all).containsExactly("failed NETWORK");
        assertThat(first.requests.size() + second.requests.size()).isEqualTo(before + 1);
    }

    // Cancelling.

    @Test
    void cancelled_before_the_first_token_tells_nothing_and_asks_nobody_else() {
        var generation = ask();
        generation.close();
        assertThat(first.last().isCancelled).isTrue();
        first.last().fails(ProviderFailure.NETWORK);
        time.pass(Duration.ofMinutes(1));
        assertThat(told.all).isEmpty();
        assertThat(second.requests).isEmpty();
    }

    @Test
    void cancelled_while_it_waits_to_try_again_asks_nobody() {
        var generation = ask();
        first.last().fails(ProviderFailure.NETWORK);
        generation.close();
        generation.close();
        time.pass(Duration.ofMinutes(1));
        assertThat(first.requests).hasSize(1);
        assertThat(told.all).isEmpty();
    }

    @Test
    void cancelled_by_its_own_listener_while_switching_is_told_nothing_more() {
        second.always(request -> request.says("One.").says("Two.").done());
        var generation = new AtomicReference<LanguageModel.@Nullable Generation>();
        var heard = new ArrayList<String>();
        generation.set(
                chain.generate(
                        REQUEST,
                        new ForwardingListener(told) {
                            @Override
                            public void text(String delta) {
                                heard.add(delta);
                                Objects.requireNonNull(generation.get()).close();
                            }
                        }));
        first.last().fails(ProviderFailure.KEY);
        assertThat(heard).containsExactly("One.");
        assertThat(told.all).isEmpty();
        assertThat(second.last().isCancelled).isTrue();
    }

    @Test
    void closing_the_chain_ends_answers_in_progress_and_closes_everybody() {
        ask();
        chain.close();
        chain.close();
        assertThat(told.all).containsExactly("failed CLOSED");
        assertThat(first.isClosed && second.isClosed).isTrue();
        told.all.clear();
        ask();
        assertThat(told.all).containsExactly("failed CLOSED");
        assertThat(first.requests).hasSize(1);
    }

    @Test
    void models_that_answer_within_the_request_do_no_harm() {
        first.always(request -> request.fails(ProviderFailure.KEY));
        second.always(request -> request.says("Hello.").done());
        ask();
        assertThat(told.all).containsExactly("text Hello.", "done");
    }

    // Hedging.

    @Test
    void request_that_is_later_than_usual_is_made_again_at_the_next_and_the_loser_cancelled() {
        warm();
        ask();
        time.passMillis(100);
        assertThat(second.requests).hasSize(1);
        second.last().says("Quicker.");
        assertThat(first.last().isCancelled).isTrue();
        first.last().says("Slower.").done();
        second.last().done();
        assertThat(told.all).containsExactly("text Quicker.", "done");
    }

    @Test
    void what_both_requests_used_is_told() {
        warm();
        ask();
        time.passMillis(100);
        second.last().says("Quicker.").done();
        first.last().uses(1);
        second.last().uses(100);
        assertThat(told.used).isEqualTo(101);
    }

    @Test
    void what_a_cancelled_answer_used_is_told_nevertheless() {
        var generation = ask();
        generation.close();
        first.last().uses(1);
        assertThat(told.used).isEqualTo(1);
        assertThat(told.all).isEmpty();
    }

    @Test
    void first_that_answers_after_all_wins_and_the_second_is_cancelled() {
        warm();
        ask();
        time.passMillis(100);
        first.last().says("I was only slow.").done();
        assertThat(second.last().isCancelled).isTrue();
        assertThat(told.all).containsExactly("text I was only slow.", "done");
    }

    @Test
    void one_of_two_that_fails_leaves_the_other() {
        warm();
        ask();
        time.passMillis(100);
        first.last().fails(ProviderFailure.ENGINE);
        second.last().says("Here.").done();
        assertThat(told.all).containsExactly("text Here.", "done");
    }

    @Test
    void two_that_fail_tell_one_failure() {
        warm();
        ask();
        time.passMillis(100);
        first.last().fails(ProviderFailure.ENGINE);
        second.last().fails(ProviderFailure.KEY);
        time.passMillis(1000);
        assertThat(told.all).containsExactly("failed KEY");
    }

    @Test
    void without_another_the_same_is_asked_twice() {
        chain.close();
        chain = chain(SETTINGS, first);
        warm();
        int before = first.requests.size();
        ask();
        time.passMillis(100);
        assertThat(first.requests).hasSize(before + 2);
        first.last().says("Second.").done();
        assertThat(told.all).containsExactly("text Second.", "done");
        assertThat(first.requests.get(before).isCancelled).isTrue();
    }

    @Test
    void too_little_known_of_a_model_makes_no_second_request() {
        warm(19);
        ask();
        time.passMillis(999);
        assertThat(second.requests).isEmpty();
    }

    @Test
    void requests_that_were_overtaken_count_among_the_slow_ones() {
        chain.close();
        chain = chain(SETTINGS.withHedge(1), first, second);
        warm();
        for (int i = 0; i < 2; i++) {
            ask();
            time.passMillis(100);
            assertThat(second.requests).hasSize(i + 1);
            time.passMillis(50);
            second.last().says("Quicker.").done();
        }
        ask();
        time.passMillis(149);
        assertThat(second.requests).hasSize(2);
        time.passMillis(1);
        assertThat(second.requests).hasSize(3);
    }

    @Test
    void not_more_than_the_budget_are_made_twice() {
        warm(40); // earns two
        for (int i = 0; i < 5; i++) {
            ask();
            time.passMillis(100);
            first.last().says("Late.").done();
        }
        assertThat(second.requests).hasSize(2);
    }

    private void warm() {
        warm(25);
    }

    /// So many answers, of which the slowest twenty take 100 ms to the first token.
    private void warm(int answers) {
        for (int i = 0; i < answers; i++) {
            var generation = ask();
            time.passMillis(i < 20 ? 100 : 50);
            first.last().says("x").done();
            generation.close();
        }
        second.requests.clear();
        told.all.clear();
    }

    private void openFirst() {
        for (int i = 0; i < 5; i++) {
            ask();
            first.last().fails(ProviderFailure.KEY);
            second.last().done();
        }
        told.all.clear();
    }

    private LanguageModel.Generation ask() {
        return chain.generate(REQUEST, told);
    }

    private static ProviderFault rate(Duration retryAfter) {
        return new ProviderFault(ProviderFailure.RATE, retryAfter, "HTTP 429");
    }

    private ModelChain chain(ChainSettings settings, ScriptedModel... models) {
        var named = new LinkedHashMap<String, LanguageModel>();
        for (var model : models) {
            named.put(model.name(), model);
        }
        return new ModelChain(named, settings, time, () -> 0.5, Meters.NONE);
    }
}
