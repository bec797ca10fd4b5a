package dev.sagfleet.agent.download;

import dev.sagfleet.agent.firmware.Checkpoint;
import dev.sagfleet.agent.link.ImageFetch;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.shaping.Intake;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import org.jspecify.annotations.Nullable;

/** The downloads of one device. All of it runs on the event loop of its {@link HttpFetches}. */
final class HttpFetch implements ImageFetch {
    private final HttpFetches fetches;
    private final Owner owner;
    private @Nullable Transfer transfer;

    HttpFetch(HttpFetches fetches, Owner owner) {
        this.fetches = fetches;
        this.owner = owner;
    }

    @Override
    public void begin(Wanted wanted, Intake intake) {
        Transfer begun = begun(wanted, intake);
        if (begun.isComplete()) {
            fetches.loop().execute(begun::complete);
            return;
        }
        ChannelFuture connecting = fetches.connect(begun);
        Channel channel = connecting.channel();
        begun.over(channel);
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                // Without a socket to be had it would come on a thread of Netty's own.
                fetches.loop().execute(begun::broken);
            }
        });
    }

    /** One that has yet to be given its connection. */
    Transfer begun(Wanted wanted, Intake intake) {
        var begun = new Transfer(fetches, this, wanted, intake);
        transfer = begun;
        return begun;
    }

    @Override
    public void stop() {
        if (transfer != null) {
            Transfer stopped = transfer;
            transfer = null;
            stopped.stop();
        }
    }

    @Override
    public void cut() {
        if (transfer != null) {
            transfer.broken();
        }
    }

    /** What cannot be that of any bytes is that of none. */
    @Override
    public Digest digestOf(Checkpoint reached) {
        return Sha256.resumed(reached).finish();
    }

    void reached(Transfer which, Checkpoint checkpoint) {
        if (transfer == which) {
            owner.reached(checkpoint);
        }
    }

    /** That is the end of it, and the next one may begin. */
    void ended(Transfer which, Ending ending) {
        if (transfer == which) {
            transfer = null;
            ending.tell(owner);
        }
    }

    /** How a download ends, as its owner is told. */
    interface Ending {
        void tell(Owner owner);
    }
}
