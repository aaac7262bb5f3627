package dev.parley.app.rehearsal;

import dev.parley.sim.vendor.Vendors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// What happened at the simulated vendors, counted.
final class Struck {
    private Struck() {}

    /// How often each planned fault struck, none included.
    static Map<String, Integer> count(RehearsalPlan plan, Vendors vendors) {
        Map<String, Integer> struck = new LinkedHashMap<>();
        plan.faults().forEach(fault -> struck.put(fault.toString(), 0));
        vendors.strikes()
                .forEach(strike -> struck.merge(strike.rule().toString(), 1, Integer::sum));
        return struck;
    }

    /// How often each was asked: requests and connections by vendor and stage.
    static Map<String, Integer> requests(Vendors vendors) {
        Map<String, Integer> requests = new TreeMap<>();
        for (var vendor : Vendors.NAMES) {
            vendors.requests(vendor)
                    .forEach(request ->
                            requests.merge(vendor + "." + request.stage(), 1, Integer::sum));
        }
        return requests;
    }
}
