package dev.parley.sim.vendor.host;

/// Something a client did that the vendor's protocol does not allow, whether or not the vendor lets
/// it pass.
///
/// @param vendor the name of the simulated vendor
/// @param rule which rule was broken: a short name in kebab case
/// @param what what came, without the whole message
/// @param millis when, since the start of the simulator
public record VendorViolation(String vendor, String rule, String what, long millis) {
    private static final int MAX_TEXT = 200;

    public VendorViolation {
        what = what.length() <= MAX_TEXT ? what : what.substring(0, MAX_TEXT) + "…";
    }
}
