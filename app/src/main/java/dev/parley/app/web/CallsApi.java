package dev.parley.app.web;

import dev.parley.store.CallRecord;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `GET /api/v1/calls/ID` and `/recording.wav` below it: the record of a call for the one who held
/// it, by the access token which the socket gave. Whoever has no good token learns nothing, not
/// even whether there was such a call. Reads on virtual threads, a bounded number at a time.
final class CallsApi {
    static final String PREFIX = "/api/v1/calls/";

    private static final Logger log = LoggerFactory.getLogger(CallsApi.class);
    private static final int READS_AT_ONCE = 16;

    /// Names of calls as they are given out, nothing that could mean a path.
    private static final Pattern PATH =
            Pattern.compile("/api/v1/calls/([A-Za-z0-9-]{1,64})(/recording\\.wav)?");

    private final Calls calls;
    private final SoundSource recordings;
    private final Semaphore reads = new Semaphore(READS_AT_ONCE);

    CallsApi(Calls calls, SoundSource recordings) {
        this.calls = calls;
        this.recordings = recordings;
    }

    /// On the event loop; answers now or later.
    void answer(HttpServerRequest request, Reply reply) {
        var path = PATH.matcher(request.path());
        var token = request.getParam("access", "");
        if (!path.matches() || token.isEmpty() || !calls.mayRead(token, path.group(1))) {
            reply.notFound();
            return;
        }
        if (!reads.tryAcquire()) {
            reply.busy();
            return;
        }
        var id = path.group(1);
        boolean wantsSound = path.group(2) != null;
        var range = request.getHeader("range");
        Thread.ofVirtual()
                .name("web")
                .start(() -> {
                    try {
                        read(id, wantsSound, range, reply);
                    } finally {
                        reads.release();
                    }
                });
    }

    /// The root of the reading thread.
    private void read(String id, boolean wantsSound, @Nullable String range, Reply reply) {
        try {
            var call = calls.find(id);
            var endedAt = call.map(found -> found.header().endedAt());
            if (call.isEmpty() || endedAt.isEmpty()) {
                reply.notYet();
            } else if (wantsSound) {
                sound(call.get(), range, reply);
            } else {
                var writing = calls.writingTools(call.get().header().agent());
                reply.json(CallJson.of(call.get(), endedAt.get(), writing));
            }
        } catch (Reply.Gone _) {
            // Somebody closed the page, or jumped to another place of the recording.
            reply.failed();
        } catch (SQLException | IOException | RuntimeException e) {
            log.atWarn()
                    .addKeyValue("call", id)
                    .addKeyValue("failure", e.getClass().getSimpleName())
                    .log("a record could not be read for its caller");
            reply.failed();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void sound(CallRecord call, @Nullable String range, Reply reply)
            throws IOException, InterruptedException {
        var name = call.header().recording();
        if (name == null || name.isEmpty()) {
            reply.notFound();
            return;
        }
        var found = recordings.open(name);
        if (found.isEmpty()) {
            reply.notFound();
            return;
        }
        try (var sound = found.get()) {
            reply.sound(sound, ByteRange.of(range, sound.size()));
        }
    }
}
