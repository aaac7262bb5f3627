package dev.parley.providers.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpConnectOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class NetworkTest {
    @Test
    void what_a_loop_was_given_before_the_end_still_finds_its_connections() throws Exception {
        var network = Network.open(1);
        var loop = network.loop();
        var client = network.vertx().createHttpClient();
        var isHeld = new CountDownLatch(1);
        var used = new CompletableFuture<String>();
        assertThat(loop.run(() -> held(isHeld))).isTrue();
        assertThat(
                        loop.run(() -> {
                            try {
                                var _ =
                                        client.connect(
                                                new HttpConnectOptions()
                                                        .setHost("127.0.0.1")
                                                        .setPort(1));
                                used.complete("used");
                            } catch (IllegalStateException e) {
                                used.complete("closed already");
                            }
                        }))
                .isTrue();
        var closing = Thread.ofPlatform().start(network::close);
        while (closing.getState() != Thread.State.TIMED_WAITING && closing.isAlive()) {
            Thread.onSpinWait();
        }
        isHeld.countDown();
        assertThat(used.get(60, TimeUnit.SECONDS)).isEqualTo("used");
        closing.join();
        assertThat(loop.run(() -> {})).isFalse();
    }

    private static void held(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
