package dev.sagfleet.agent.runtime;

import dev.sagfleet.agent.device.DeviceIdentity;
import dev.sagfleet.agent.device.DeviceState;
import dev.sagfleet.agent.link.Backoff;
import dev.sagfleet.agent.protocol.DeviceKey;
import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.agent.shaping.OfferedLoad;
import dev.sagfleet.agent.shaping.TokenBuckets;
import dev.sagfleet.agent.shaping.Traffic;
import dev.sagfleet.agent.shaping.TrafficSource;
import dev.sagfleet.agent.timing.ManualLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/** One device and what plays its controller, on a time that passes only here. */
final class ManualTime {
    static final Flash INSTANT_FLASH = new InstantFlash();

    private final ManualLoop loop = new ManualLoop();

    ManualLoop loop() {
        return loop;
    }

    /** A device that draws from a seed, connects at once and takes no time over anything. */
    Agent connect(ScriptedLinks.Controller controller, Flash flash, long seed) {
        return connect(new ScriptedLinks(loop, controller, false), flash, seed, OfferedLoad.NONE);
    }

    Agent connect(ScriptedLinks links, Flash flash, long seed, TrafficSource traffic) {
        var host = new AgentHost(loop, links, flash, new ConnectGate(1), loop, new TokenBuckets(Traffic.BUCKETS));
        var setup = new AgentSetup(
                new DeviceIdentity(new SerialNumber("sag1"), DeviceModel.SAG_1000, Optional.empty()),
                new DeviceKey("0".repeat(64)),
                DeviceState.factory(DeviceModel.SAG_1000, FirmwareVersion.parse("2.4.0")),
                traffic,
                Backoff.DEFAULT,
                Delays.NONE,
                (point, attempt) -> draw(seed + 1_000L * attempt + point.name().hashCode()));
        var agent = new Agent(setup, host, 0);
        agent.connectIn(Duration.ZERO);
        return agent;
    }

    private static long draw(long seed) {
        return new SplittableRandom(seed).nextLong();
    }

    void pass(Duration time) {
        loop.pass(time);
    }
}
