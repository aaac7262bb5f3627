package dev.parley.call;

import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.call.journal.Content;
import dev.parley.call.leg.CallDesk;
import dev.parley.call.leg.Leg;
import dev.parley.call.media.CallRecorder;
import dev.parley.call.media.Ear;
import dev.parley.call.media.MediaCounters;
import dev.parley.call.media.Mouth;
import dev.parley.call.media.Spoken;
import dev.parley.call.media.Tap;
import dev.parley.call.record.CallStore;
import dev.parley.call.sound.SoundWatches;
import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Agent;
import dev.parley.dialog.Opening;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the calls that transports offer, up to the cap, and wires each: agent, conversation, ear,
/// mouth, tools, recording, record. The one place where a call is put together. Any thread.
public final class Switchboard implements CallDesk, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Switchboard.class);
    private static final String TENANT = "default";
    private static final Duration FAREWELL = Duration.ofSeconds(30);
    private static final Duration LAST_WAIT = Duration.ofSeconds(5);

    private final CallSite site;
    private final Admission admission;
    private final CallIds ids;
    private final ToolRunner toolRunner;
    private final @Nullable CallRecorder recorder;
    private final SoundWatches soundWatches;
    private final MediaCounters counters;
    private final CallMeters callMeters;
    private final ReplyWatch.Timers replyTimers;
    private final Meters.Gauge activeCalls;
    private final Content conversation;
    private final Map<String, Content> definitions;
    private final Map<String, Running> calls = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition callGone = lock.newCondition();

    private record Running(Call call, Thread thread) {}

    public Switchboard(CallSite site) {
        this.site = site;
        var meters = site.meters();
        admission = new Admission(site.maxCalls());
        ids = new CallIds(site.clock());
        toolRunner = new ToolRunner(site.toolThreads(), meters, System::nanoTime);
        counters = MediaCounters.of(meters);
        callMeters = CallMeters.of(meters);
        replyTimers = ReplyWatch.Timers.of(meters);
        recorder =
                site.recordings() == null
                        ? null
                        : new CallRecorder(site.recordings(), site.clock(), meters);
        soundWatches = new SoundWatches(site.store(), site.clock(), meters);
        activeCalls = meters.gauge(Metric.CALLS_ACTIVE, admission::active);
        conversation = define(Content.of(Content.Kind.CONVERSATION, site.machines().content()));
        definitions =
                site.agents().entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey,
                                        agent -> definitionOf(agent.getValue())));
        definitions.values().forEach(this::define);
    }

    private static Content definitionOf(Agent agent) {
        return Content.of(Content.Kind.DEFINITION, agent.definition());
    }

    private Content define(Content content) {
        if (!content.isEmpty()) {
            site.store().append(new CallStore.Entry.Defined(site.clock().instant(), content));
        }
        return content;
    }

    @Override
    public Answer offer(Offer offer, Leg leg) {
        var agent =
                site.agents().get(offer.agent().isEmpty() ? site.defaultAgent() : offer.agent());
        if (agent == null) {
            return declined(offer, "unknown-agent");
        }
        var spent = site.costs().refusal(agent.name());
        if (spent.isPresent()) {
            return declined(offer, spent.get());
        }
        var refusal = admission.enter();
        if (refusal.isPresent()) {
            return declined(offer, refusal.get());
        }
        try {
            return admit(offer, leg, agent);
        } catch (RuntimeException e) {
            // The border of the carrier's thread: it is told that this call cannot be.
            admission.leave();
            log.atError()
                    .addKeyValue("transport", offer.transport())
                    .addKeyValue("failure", Failures.describe(e))
                    .log("call could not be opened");
            return declined(offer, "failed");
        }
    }

    /// Calls in progress.
    public int activeCalls() {
        return admission.active();
    }

    /// Calls that fit at once.
    public int maxCalls() {
        return admission.limit();
    }

    /// True from [#drain] or [#close] on.
    public boolean isDraining() {
        return admission.isDraining();
    }

    /// Takes no more calls, lets those in progress finish until `limit`, then has them say goodbye,
    /// and hangs up what is left 30 s later.
    ///
    /// @return true if every call ended by itself within the limit
    /// @throws InterruptedException if interrupted: then [#close] still ends every call
    public boolean drain(Duration limit) throws InterruptedException {
        admission.drain();
        tellAll(new Input.Line.DrainRequested());
        if (awaitNoCalls(limit)) {
            return true;
        }
        tellAll(new Input.Line.DrainLimitReached());
        if (!awaitNoCalls(FAREWELL)) {
            hangUpAll();
        }
        return false;
    }

    /// Takes no more calls, hangs up those in progress and waits for them. For an orderly stop,
    /// [#drain] first.
    @Override
    public void close() {
        admission.drain();
        try {
            hangUpAll();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        toolRunner.close();
        if (recorder != null) {
            recorder.close();
        }
        soundWatches.close();
        activeCalls.close();
    }

    private Answer admit(Offer offer, Leg leg, Agent agent) {
        String id = ids.next();
        var call = open(id, offer, leg, agent);
        var thread = Thread.ofVirtual().name("call-" + id).unstarted(call.call);
        calls.put(id, new Running(call.call, thread));
        store(id, offer, agent);
        log.atInfo()
                .addKeyValue("call", id)
                .addKeyValue("transport", offer.transport())
                .addKeyValue("agent", agent.name())
                .log("call admitted");
        thread.start();
        if (admission.isDraining()) {
            call.call.post(new Input.Line.DrainRequested());
        }
        return new Answer.Admitted(id, call.ear);
    }

    private record Opened(Call call, Ear ear) {}

    private Opened open(String id, Offer offer, Leg leg, Agent agent) {
        long start = System.nanoTime();
        var clock = CallClock.from(site.clock().instant(), start, System::nanoTime);
        var conversation =
                new JournalledMachine(
                        id, site.machines().around(agent.newDialogue()), site.store());
        var activity = site.voiceActivity().apply(leg.traits().codec().rate());
        var wheel = site.wheels().get();
        var mailbox = new Mailbox(callMeters.mailboxDrops(), System::nanoTime);
        var recording =
                recorder == null
                        ? null
                        : recorder.open(
                                id, leg.traits().codec(), start, () -> recordingStopped(id, clock));
        var sounds = soundWatches.open(id, leg.traits().codec(), start);
        Tap tap = recording == null ? sounds : recording.and(sounds);
        var spoken = new Spoken(start);
        var costs = site.costs().open(id, agent.name(), site.store(), clock, mailbox);
        var mouth =
                Mouth.open(
                        leg,
                        wheel,
                        costs.of(site.voice().forLine(leg.traits().codec().rate())),
                        site.fixedSentences(),
                        mailbox,
                        tap,
                        spoken,
                        counters);
        Ear ear;
        try {
            ear =
                    Ear.open(
                            leg,
                            wheel,
                            activity,
                            costs.of(
                                    site.recognizer(),
                                    new Recognizer.Line(
                                            leg.traits().codec().rate(), agent.keyTerms())),
                            site.judging(),
                            mailbox,
                            mouth::played,
                            tap,
                            site.echoGuard() ? spoken : null,
                            counters,
                            () -> System.nanoTime() - start);
        } catch (RuntimeException e) {
            mouth.close();
            costs.close();
            activity.close();
            soundWatches.forget(sounds);
            throw e;
        }
        var sights = new Sights(id, agent.name(), leg.onlooker(), mouth::showProgress);
        var call =
                new Call(
                        id,
                        opening(id, offer, agent),
                        leg,
                        conversation,
                        mailbox,
                        ear,
                        mouth,
                        new CallTools(id, agent, toolRunner, mailbox, site.store(), clock),
                        new CallModels(
                                costs.of(site.languageModel()),
                                mailbox,
                                callMeters.generatedDrops()),
                        costs,
                        recording,
                        sounds,
                        site.store(),
                        new ReplyWatch(replyTimers),
                        sights,
                        callMeters,
                        clock,
                        System::nanoTime,
                        start,
                        new Ending(id, offer.transport()));
        return new Opened(call, ear);
    }

    private void recordingStopped(String id, Clock clock) {
        site.store()
                .append(
                        new CallStore.Entry.Facts(
                                id,
                                clock.instant(),
                                new Effect.Fact.Noted("recording-stopped", Map.of(), false)));
    }

    private Opening opening(String id, Offer offer, Agent agent) {
        return new Opening(
                id,
                LocalDateTime.now(site.clock().withZone(agent.zone())),
                agent.zone(),
                ThreadLocalRandom.current().nextLong(),
                offer.from(),
                offer.to(),
                offer.parameters(),
                site.languageModel() != null);
    }

    private void store(String id, Offer offer, Agent agent) {
        site.store()
                .append(
                        new CallStore.Entry.Opened(
                                id,
                                site.clock().instant(),
                                TENANT,
                                agent.name(),
                                agent.version(),
                                site.settingsHash(),
                                agent.language(),
                                offer.transport(),
                                offer.carrierCallId(),
                                offer.from(),
                                offer.to()));
        var definition = definitions.get(agent.name());
        site.store()
                .append(
                        new CallStore.Entry.Begun(
                                id,
                                site.clock().instant(),
                                conversation.hash(),
                                definition == null ? "" : definition.hash()));
    }

    private Answer declined(Offer offer, String reason) {
        site.meters().counter(Metric.CALLS_DECLINED, offer.transport(), reason).increment();
        log.atInfo()
                .addKeyValue("transport", offer.transport())
                .addKeyValue("reason", reason)
                .log("call declined");
        return new Answer.Declined(reason);
    }

    private void tellAll(Input input) {
        calls.values().forEach(running -> running.call.post(input));
    }

    private void hangUpAll() throws InterruptedException {
        calls.values().forEach(running -> running.thread.interrupt());
        if (!awaitNoCalls(LAST_WAIT)) {
            log.atWarn().addKeyValue("calls", calls.size()).log("calls did not end");
        }
    }

    private boolean awaitNoCalls(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (!calls.isEmpty() && left > 0) {
                left = callGone.awaitNanos(left);
            }
            return calls.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private final class Ending implements Call.Listener {
        private final String id;
        private final String transport;

        Ending(String id, String transport) {
            this.id = id;
            this.transport = transport;
        }

        @Override
        public void hungUp(EndReason reason) {
            admission.leave();
            site.meters()
                    .counter(Metric.CALLS, transport, reason.name().toLowerCase(Locale.ROOT))
                    .increment();
            log.atInfo().addKeyValue("call", id).addKeyValue("reason", reason).log("call ended");
        }

        @Override
        public void gone() {
            lock.lock();
            try {
                calls.remove(id);
                callGone.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
