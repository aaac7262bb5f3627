package dev.parley.bench.load;

/// One step of a ladder: a server with this many calls, over one window.
///
/// @param server which server: "echo", "light", "neural"
/// @param cpuSecondsPerCallMinute user and system time of the server process
/// @param coreShare how much of one core the server used
/// @param outPerIn frames received for each frame sent
/// @param latenessP99 lateness of paced frames in milliseconds, as are the other quantiles
/// @param clientLagP99 how late the client itself sent, in milliseconds
record MediaStep(
        String server,
        int calls,
        double cpuSecondsPerCallMinute,
        double coreShare,
        double outPerIn,
        double latenessP50,
        double latenessP99,
        double latenessP999,
        double clientLagP99,
        long received,
        long lost,
        long replies,
        long interruptions,
        long closed,
        double residentMegabytes,
        double residentPerCallMegabytes) {

    /// The bar of the design: p99 lateness below 20 ms, at most 1 % lost, nobody thrown out.
    boolean passes() {
        return latenessP99 < 20 && lost <= received / 100 && closed == 0;
    }
}
