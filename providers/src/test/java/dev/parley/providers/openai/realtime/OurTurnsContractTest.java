package dev.parley.providers.openai.realtime;

import dev.parley.call.duplex.TurnMaster;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.providers.contract.DuplexContract;
import dev.parley.providers.contract.DuplexStage;
import java.time.Duration;

final class OurTurnsContractTest extends DuplexContract {
    @Override
    protected DuplexStage open(DuplexStage.Behaviour first, Duration answer, Duration between) {
        return new RealtimeStage(TurnMaster.OURS, Codec.PCM_24K, first, answer, between);
    }
}
