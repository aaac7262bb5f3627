package dev.parley.transports.twilio;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counters of all faults, one set for the whole transport.
final class FaultLog {
    private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);

    private final Map<MediaFault, Meters.Counter> counters = new EnumMap<>(MediaFault.class);

    FaultLog(Meters meters) {
        for (var fault : MediaFault.values()) {
            counters.put(fault, meters.counter(Metric.MEDIA_FAULTS, "twilio", fault.plainName()));
        }
    }

    void count(MediaFault fault) {
        var counter = counters.get(fault);
        if (counter != null) {
            counter.increment();
        }
    }

    /// One line for the first fault of its kind in a call; `call` is empty before there is one.
    static void log(MediaFault fault, String call, String carrierCall) {
        LOG.atWarn()
                .addKeyValue("call", call)
                .addKeyValue("carrierCall", carrierCall)
                .addKeyValue("fault", fault.plainName())
                .addKeyValue("ends", fault.rule() == MediaFault.Rule.ENDS)
                .log("peer broke a rule of the media socket");
    }
}
