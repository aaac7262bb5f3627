package dev.parley.bench.load;

import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.script.VendorScript;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The simulated vendors as a process of their own. Arguments: port, script as YAML, faults.
final class VendorHost {
    static final int PORT = 18_410;

    private VendorHost() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Quiet.logs();
        var vendors =
                Vendors.start(VendorScript.parse(arguments[1]), Integer.parseInt(arguments[0]));
        List.of(arguments).subList(2, arguments.length).forEach(vendors::fault);
        System.out.println("ready");
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
