package dev.parley.call.leg;

import dev.parley.compliance.Sensitive;
import java.util.Map;

/// Where transports bring their calls. Admission is exact: call N+1 is declined at once, in the
/// carrier's own way.
public interface CallDesk {
    /// Offers a call. Runs on the leg's IO thread and does not block. An admitted call takes the
    /// leg and gives back where the leg's events go; from then on the leg belongs to the call.
    Answer offer(Offer offer, Leg leg);

    /// An incoming call, as the carrier described it; all of it untrusted.
    ///
    /// @param carrierCallId the carrier's name of the call
    /// @param agent the agent asked for; empty for the configured default
    record Offer(
            String transport,
            String carrierCallId,
            String agent,
            Sensitive<String> from,
            String to,
            Map<String, String> parameters) {
        public Offer {
            parameters = Map.copyOf(parameters);
        }
    }

    /// What became of an offer.
    sealed interface Answer {
        record Admitted(String callId, LegEvents events) implements Answer {}

        /// `reason` is a plain name: "full", "draining", "unknown-agent".
        record Declined(String reason) implements Answer {}
    }
}
