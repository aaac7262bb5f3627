package dev.parley.providers.openai.realtime;

import dev.parley.call.duplex.TurnMaster;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.providers.contract.DuplexContract;
import dev.parley.providers.contract.DuplexStage;
import java.time.Duration;

final class RealtimeContractTest extends DuplexContract {
    @Override
    protected DuplexStage open(DuplexStage.Behaviour first, Duration answer, Duration between) {
        return new RealtimeStage(TurnMaster.PROVIDER, Codec.MULAW_8K, first, answer, between);
    }
}
