package dev.parley.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Many callers on one event loop, their frames spread over 40 phases of 0.5 ms. The methods block
/// and belong to one thread.
final class LoadClient implements AutoCloseable {
    private static final int PHASES = 40;
    private static final long PHASE_NANOS = 500_000;
    private static final int CONNECTS_A_SECOND = 250;

    private final LoadPlan plan;
    private final LoadStats stats = new LoadStats();
    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final List<List<LoadCall>> phases = new ArrayList<>();
    private final List<LoadCall> calls = new ArrayList<>();
    private long start;
    private long ticks;
    private volatile boolean stopped;

    LoadClient(LoadPlan plan) throws InterruptedException {
        this.plan = plan;
        for (int i = 0; i < PHASES; i++) {
            phases.add(new ArrayList<>());
        }
        onLoop(() -> {
            start = System.nanoTime();
            loop.next().execute(this::turn);
        });
    }

    /// Opens calls until there are `count`.
    void growTo(int count) throws InterruptedException {
        while (calls.size() < count) {
            int index = calls.size();
            var call = new LoadCall(plan, stats, index);
            calls.add(call);
            connect(call);
            onLoop(() -> phases.get(index % PHASES).add(call));
            LockSupport.parkNanos(1_000_000_000 / CONNECTS_A_SECOND);
        }
    }

    /// Ends all calls in Twilio's way.
    void hangUpAll() throws InterruptedException {
        onLoop(() -> calls.forEach(LoadCall::hangUp));
        TimeUnit.MILLISECONDS.sleep(300);
        onLoop(() -> {
            phases.forEach(List::clear);
            for (var call : calls) {
                var channel = call.channel();
                if (channel != null) {
                    var _ = channel.close();
                }
            }
        });
        calls.clear();
    }

    int openCalls() throws InterruptedException {
        var count = new int[1];
        onLoop(() -> count[0] = (int) calls.stream().filter(LoadCall::isOpen).count());
        return count[0];
    }

    void resetStats() throws InterruptedException {
        onLoop(stats::reset);
    }

    /// The figures since the last reset; stable only while the caller holds no run going.
    LoadStats stats() throws InterruptedException {
        onLoop(() -> {});
        return stats;
    }

    @Override
    public void close() {
        stopped = true;
        var _ = loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void connect(LoadCall call) {
        new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(call)
                .connect("127.0.0.1", plan.port())
                .syncUninterruptibly();
    }

    /// One turn of the wheel: sends for every phase that is due.
    private void turn() {
        if (stopped) {
            return;
        }
        long now = System.nanoTime();
        long due = start + ticks * PHASE_NANOS;
        while (due <= now) {
            for (var call : phases.get((int) (ticks % PHASES))) {
                call.tick(due, now);
            }
            ticks++;
            due = start + ticks * PHASE_NANOS;
            now = System.nanoTime();
        }
        var _ = loop.next().schedule(this::turn, due - now, TimeUnit.NANOSECONDS);
    }

    private void onLoop(Runnable task) throws InterruptedException {
        try {
            loop.next().submit(task).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
