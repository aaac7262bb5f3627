package dev.parley.providers.net;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The event loops on which all clients of vendors do their input and output; apart from those of
/// the calls' media. One for a server, closed after the clients. Thread-safe.
public final class Network implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Network.class);

    private final Vertx vertx;
    private final List<Context> contexts;
    private final AtomicInteger next = new AtomicInteger();

    private Network(Vertx vertx, List<Context> contexts) {
        this.vertx = vertx;
        this.contexts = contexts;
    }

    /// @param loops at least 1; one carries some hundred streams
    public static Network open(int loops) {
        if (loops < 1) {
            throw new IllegalArgumentException("expected at least 1 event loop, got " + loops);
        }
        var vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setPreferNativeTransport(true)
                                .setEventLoopPoolSize(loops)
                                .setWorkerPoolSize(1)
                                .setInternalBlockingPoolSize(1));
        var contexts = new CopyOnWriteArrayList<Context>();
        await(
                vertx.deployVerticle(
                        () -> new Seat(contexts), new DeploymentOptions().setInstances(loops)));
        return new Network(vertx, contexts);
    }

    /// A loop, each in turn.
    public Loop loop() {
        int turn = Math.floorMod(next.getAndIncrement(), contexts.size());
        return new Loop(vertx, contexts.get(turn));
    }

    Vertx vertx() {
        return vertx;
    }

    /// Blocks until the loops have done what they were given and all connections are closed, at
    /// most 10 s for each. A client that was opened and closed at once finds its connections still
    /// there.
    @Override
    public void close() {
        for (var context : contexts) {
            Promise<Void> done = Promise.promise();
            if (new Loop(vertx, context).run(done::complete)) {
                await(done.future());
            }
        }
        await(vertx.close());
    }

    private static void await(Future<?> future) {
        try {
            Object _ = future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("the event loops of providers did not answer", e);
        }
    }

    /// Holds one context of its own on one loop.
    private static final class Seat extends VerticleBase {
        private final List<Context> contexts;

        Seat(List<Context> contexts) {
            this.contexts = contexts;
        }

        @Override
        public Future<?> start() {
            context.exceptionHandler(defect ->
                    log.atError()
                            .setCause(defect)
                            .log("a client of a provider or its listener threw"));
            contexts.add(context);
            return Future.succeededFuture();
        }
    }
}
