package dev.parley.transports.listen;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counters of all faults of one kind of socket, one set for the whole transport. Thread-safe.
public final class FaultLog<F extends Enum<F> & SocketFault> {
    private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);

    private final Map<F, Meters.Counter> counters;

    public FaultLog(String transport, Class<F> faults, Meters meters) {
        counters = new EnumMap<>(faults);
        for (var fault : faults.getEnumConstants()) {
            counters.put(fault, meters.counter(Metric.MEDIA_FAULTS, transport, fault.plainName()));
        }
    }

    public void count(F fault) {
        var counter = counters.get(fault);
        if (counter != null) {
            counter.increment();
        }
    }

    /// One line for the first fault of its kind in a call; `call` is empty before there is one.
    public void log(F fault, String call, String carrierCall) {
        LOG.atWarn()
                .addKeyValue("call", call)
                .addKeyValue("carrierCall", carrierCall)
                .addKeyValue("fault", fault.plainName())
                .addKeyValue("ends", fault.rule() == SocketFault.Rule.ENDS)
                .log("peer broke a rule of the media socket");
    }
}
