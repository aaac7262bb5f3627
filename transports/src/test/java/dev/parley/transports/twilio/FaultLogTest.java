package dev.parley.transports.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.sim.twilio.PeerFault;
import dev.parley.transports.listen.FaultLog;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(30)
class FaultLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(FaultLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    @Test
    void each_kind_of_fault_is_logged_once_in_a_call_without_personal_data() throws Exception {
        try (var rig = new Rig();
                var peer = rig.place(rig.call().with("From", "+15550142"))) {
            var call = rig.desk.next();
            peer.commit(PeerFault.BAD_BASE64);
            peer.commit(PeerFault.GARBAGE);
            peer.commit(PeerFault.ODD_BASE64);
            peer.commit(PeerFault.SECOND_START);
            call.end();
            var faults = List.copyOf(lines.list).stream().map(FaultLogTest::faultOf).toList();
            assertThat(faults).containsExactly("bad-audio", "garbage", "second-start");
            assertThat(lines.list)
                    .allSatisfy(line ->
                            assertThat(line.getFormattedMessage() + line.getKeyValuePairs())
                                    .contains("call-CA")
                                    .doesNotContain("15550142"));
        }
    }

    private static String faultOf(ILoggingEvent line) {
        return line.getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals("fault"))
                .map(pair -> String.valueOf(pair.value))
                .findFirst()
                .orElseThrow();
    }
}
